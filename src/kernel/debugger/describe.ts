import type { Protocol } from "devtools-protocol";
import { inspect } from "node:util";

type RemoteObject = Protocol.Runtime.RemoteObject;
type ObjectPreview = Protocol.Runtime.ObjectPreview;
type PropertyPreview = Protocol.Runtime.PropertyPreview;

/** How much of a text is shown in a list of variables, in characters. */
const textLimit = 1_000;

/** A value in one line: `Map(2) {'a' => 1, 'b' => 2}`, `Acceptor {promised: 3}`, `ƒ step(state, input)`. */
export function describe(value: RemoteObject): string {
  switch (value.type) {
    case "string":
      return quote(String(value.value));
    case "function":
      return describeFunction(value.description ?? "");
    case "object":
      return describeObject(value);
    case "undefined":
    case "number":
    case "boolean":
    case "symbol":
    case "bigint":
      return value.unserializableValue ?? value.description ?? String(value.value);
  }
}

/** What kind of thing it is: `number`, `Map`, `Acceptor`. */
export function typeOf({ type, subtype, className }: RemoteObject): string {
  return subtype === "null" ? "null" : (className ?? type);
}

/** How many elements or entries it has; V8 tells only in words: `Array(3)`. */
export function sizeOf({ subtype, description = "" }: RemoteObject): number {
  if (!isList(subtype) && !isKeyed(subtype)) return 0;
  return Number(/\((\d+)\)$/.exec(description)?.[1] ?? 0);
}

export function isList(subtype: string | undefined): boolean {
  return subtype === "array" || subtype === "typedarray";
}

export function isKeyed(subtype: string | undefined): boolean {
  return subtype === "map" || subtype === "set";
}

function describeObject({ subtype, description = "Object", preview }: RemoteObject): string {
  switch (subtype) {
    case "null":
      return "null";
    case "error":
      return description.split("\n", 1)[0] ?? description;
    case "regexp":
    case "date":
      return description;
    default:
      return preview ? describePreview(preview, description) : description;
  }
}

function describePreview(preview: ObjectPreview, description: string): string {
  const { subtype, overflow, properties, entries = [] } = preview;
  const more = overflow ? ["…"] : [];
  if (isList(subtype)) {
    const elements = properties.filter(({ name }) => /^\d+$/.test(name)).map(describeProperty);
    const name = /^Array\(\d+\)$/.test(description) && !overflow ? "" : `${description} `;
    return `${name}[${[...elements, ...more].join(", ")}]`;
  }
  if (isKeyed(subtype)) {
    const shown = entries.map(({ key, value }) =>
      key ? `${describeInner(key)} => ${describeInner(value)}` : describeInner(value),
    );
    return `${description} {${[...shown, ...more].join(", ")}}`;
  }
  if (subtype === "promise") return `${description} {${describePromise(properties)}}`;
  const shown = properties.map((property) => `${property.name}: ${describeProperty(property)}`);
  const name = description === "Object" ? "" : `${description} `;
  return `${name}{${[...shown, ...more].join(", ")}}`;
}

/** What it has come to. */
function describePromise(properties: readonly PropertyPreview[]): string {
  const of = (name: string): PropertyPreview | undefined => properties.find((each) => each.name === name);
  const state = of("[[PromiseState]]")?.value ?? "pending";
  const result = of("[[PromiseResult]]");
  if (state === "pending" || !result) return state;
  return state === "fulfilled" ? describeProperty(result) : `${state}: ${describeProperty(result)}`;
}

function describeProperty({ type, subtype, value = "" }: PropertyPreview): string {
  if (type === "string") return quote(value);
  if (type === "accessor") return "(…)";
  if (type === "function") return "ƒ";
  if (subtype === "null") return "null";
  return value === "Object" ? "{…}" : value;
}

function describeInner(preview: ObjectPreview): string {
  const { type, subtype, description = "" } = preview;
  if (type === "string") return quote(description);
  if (type === "function") return describeFunction(description);
  if (type !== "object" || subtype === "null") return description;
  return describePreview(preview, description);
}

/** Only the head: V8 gives the whole source. */
function describeFunction(source: string): string {
  const className = /^class(?:\s+(?!extends\b)([\w$]+))?/.exec(source);
  if (className) return `class ${className[1] ?? "(anonymous)"}`;
  const head = /^(async\s+)?(?:function\s*)?(\*?)\s*([^\s(=]*)\s*(\([^)]*\))?/.exec(source);
  const [, async = "", star = "", name = "", parameters = ""] = head ?? [];
  const bare = parameters === "" ? `(${name})` : `${name}${parameters}`;
  // Where Node takes types away it leaves spaces.
  return `${async}ƒ${star} ${bare}`.replace(/\s+([,)])/g, "$1").replace(/\s+/g, " ");
}

function quote(text: string): string {
  const shown = text.length > textLimit ? `${text.slice(0, textLimit)}…` : text;
  return inspect(shown, { breakLength: Number.POSITIVE_INFINITY, maxStringLength: null });
}
