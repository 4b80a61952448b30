import type { Protocol } from "devtools-protocol";
import { DebugRequestError, type Variable } from "./dap.ts";
import { describe, isKeyed, isList, sizeOf, typeOf } from "./describe.ts";
import * as inThread from "./in-thread.ts";
import { collectGlobals } from "./globals.ts";
import type { Inspector } from "./inspector.ts";
import { objectGroup } from "./object-group.ts";
import type {
  Container,
  NamedValue,
  Range,
  References,
  RemoteObject,
  RemoteObjectWithId,
  Whole,
} from "./references.ts";

/** Which of the parts a client wants. */
export interface Page {
  readonly filter?: "indexed" | "named";
  readonly start?: number;
  readonly count?: number;
}

/** How many elements are listed at once; more of them are listed as ranges. */
const rangeLimit = 100;

/** Names that are no variables of the user's. */
const hidden = new Set(["__kernel__", "__proto__"]);
/** Facts about an object that say nothing to its user. */
const hiddenInternals = new Set([
  "[[Prototype]]",
  "[[Scopes]]",
  "[[FunctionLocation]]",
  "[[Entries]]",
  "[[ArrayBufferData]]",
]);
const hiddenOfFunctions = new Set(["length", "name", "prototype", "arguments", "caller"]);

/** Reads values in the thread of the cells and lists their parts as the protocol wants them. */
export class Variables {
  readonly #inspector: Inspector;
  readonly #references: References;
  readonly #withTypes: boolean;

  /**
   * @param options.withTypes not for JupyterLab: it shows the type in place of the value, unless it is one of
   * Python's.
   */
  constructor(inspector: Inspector, references: References, options: { readonly withTypes: boolean }) {
    this.#inspector = inspector;
    this.#references = references;
    this.#withTypes = options.withTypes;
  }

  /** The parts of what a reference stands for. @throws DebugRequestError if it is no longer good. */
  async list(reference: number, page: Page = {}): Promise<readonly Variable[]> {
    const container = this.#references.get(reference);
    if (!container) throw new DebugRequestError("What was asked for is gone: the cell has gone on since.");
    switch (container.kind) {
      case "scopes":
        return cut(await this.#inScopes(container), page);
      case "globals":
        return cut(await this.globals(), page);
      case "whole":
        return this.#inWhole(container.whole, page);
      case "range":
        return this.#inRange(container.whole, container.range);
      case "getter": {
        const value = await this.call(container.objectId, inThread.property, container.name);
        return [this.variable({ name: "", value })];
      }
    }
  }

  /** The top-level variables of all cells, as far as they have a value. */
  async globals(): Promise<readonly Variable[]> {
    const { objectId } = await collectGlobals(this.#inspector);
    return this.#inScopes({ objectIds: objectId === undefined ? [] : [objectId], extra: [] });
  }

  /** A value under a name, ready to be unfolded. */
  variable({ name, value }: NamedValue, expression?: string): Variable {
    return {
      name,
      value: describe(value),
      ...(this.#withTypes && { type: typeOf(value) }),
      ...(expression !== undefined && { evaluateName: expression }),
      ...this.unfoldable(value, expression),
    };
  }

  unfoldable(
    value: RemoteObject,
    expression?: string,
  ): Pick<Variable, "variablesReference" | "indexedVariables"> {
    const { objectId } = value;
    if (objectId === undefined || value.type === "symbol") return { variablesReference: 0 };
    const whole = { value: { ...value, objectId }, expression };
    const variablesReference = this.#references.add({ kind: "whole", whole });
    const size = sizeOf(value);
    return size > 0 ? { variablesReference, indexedVariables: size } : { variablesReference };
  }

  /** Calls one of the functions of in-thread.ts on a value there. @throws DebugRequestError with what it throws. */
  async call(
    objectId: string,
    task: (target: never, ...parameters: never[]) => unknown,
    ...parameters: readonly (string | number | boolean | RemoteObject)[]
  ): Promise<RemoteObject> {
    const { result, exceptionDetails } = await this.#inspector.post("Runtime.callFunctionOn", {
      objectId,
      functionDeclaration: inThread.asMethod(task),
      arguments: parameters.map((each) => (typeof each === "object" ? asArgument(each) : { value: each })),
      generatePreview: true,
      objectGroup,
      silent: true,
    });
    if (exceptionDetails) throw new DebugRequestError(problemOf(exceptionDetails));
    return result;
  }

  async #inScopes({
    objectIds,
    extra,
  }: Pick<Extract<Container, { kind: "scopes" }>, "objectIds" | "extra">): Promise<readonly Variable[]> {
    const found = new Map<string, RemoteObject>();
    for (const objectId of objectIds) {
      const { result } = await this.#properties(objectId);
      for (const { name, value } of result) {
        // A variable without a value has not been reached yet.
        if (value && !found.has(name) && !hidden.has(name)) found.set(name, value);
      }
    }
    return [
      ...extra.map((each) => this.variable(each)),
      ...[...found].map(([name, value]) => this.variable({ name, value }, name)),
    ];
  }

  async #inWhole(whole: Whole, { filter, start = 0, count = 0 }: Page): Promise<readonly Variable[]> {
    const size = sizeOf(whole.value);
    if (filter === "indexed") return this.#inRange(whole, { start, count: count || size - start });
    const named = await this.#named(whole);
    if (filter === "named") return cut(named, { start, count });
    const indexed = size > 0 ? await this.#inRange(whole, { start: 0, count: size }) : [];
    return cut([...indexed, ...named], { start, count });
  }

  async #inRange(whole: Whole, range: Range): Promise<readonly Variable[]> {
    if (range.count > rangeLimit) return this.#ranges(whole, range);
    return isKeyed(whole.value.subtype) ? this.#entries(whole, range) : this.#elements(whole, range);
  }

  /** `[0 … 99]`, `[100 … 199]`, and so on: never more of them than are listed of elements. */
  #ranges(whole: Whole, { start, count }: Range): readonly Variable[] {
    let width = rangeLimit;
    while (count / width > rangeLimit) width *= rangeLimit;
    const ranges: Variable[] = [];
    for (let first = start; first < start + count; first += width) {
      const range = { start: first, count: Math.min(width, start + count - first) };
      const variablesReference = this.#references.add({ kind: "range", whole, range });
      ranges.push({ name: `[${first} … ${first + range.count - 1}]`, value: "", variablesReference });
    }
    return ranges;
  }

  async #elements({ value, expression }: Whole, { start, count }: Range): Promise<readonly Variable[]> {
    const slice = await this.call(value.objectId, inThread.elements, start, count);
    const { result } = await this.#properties(slice.objectId ?? "");
    return result.flatMap(({ name, value: element }) =>
      element ? [this.variable({ name, value: element }, within(expression, name))] : [],
    );
  }

  async #entries({ value: keyed }: Whole, { start, count }: Range): Promise<readonly Variable[]> {
    const list = await this.call(keyed.objectId, inThread.entries, start, count);
    const { result } = await this.#properties(list.objectId ?? "");
    const values = result.filter(({ name }) => /^\d+$/.test(name)).flatMap(({ value }) => value ?? []);
    if (keyed.subtype === "set") {
      return values.map((value, index) => this.variable({ name: String(start + index), value }));
    }
    return values.flatMap((key, index) => {
      const value = values[index + 1];
      return index % 2 === 0 && value ? [this.variable({ name: describe(key), value })] : [];
    });
  }

  async #named({ value, expression }: Whole): Promise<readonly Variable[]> {
    const { objectId } = value;
    const listed = isList(value.subtype) ? await this.call(objectId, inThread.extras) : value;
    const {
      result,
      internalProperties = [],
      privateProperties = [],
    } = await this.#properties(listed.objectId ?? "");
    const own = result.filter(({ name }) => !(value.type === "function" && hiddenOfFunctions.has(name)));
    const internal = internalProperties.filter(({ name }) => !hiddenInternals.has(name));
    const inherited = isInstance(value) ? await this.#inheritedGetters(objectId) : [];
    return [...internal, ...own, ...privateProperties, ...inherited].flatMap((property) =>
      this.#property(property, objectId, expression),
    );
  }

  #property(
    { name, value, get }: Protocol.Runtime.PrivatePropertyDescriptor,
    objectId: string,
    expression: string | undefined,
  ): readonly Variable[] {
    if (hidden.has(name)) return [];
    if (value) return [this.variable({ name, value }, within(expression, name))];
    if (get?.objectId === undefined) return [];
    const variablesReference = this.#references.add({ kind: "getter", objectId, name });
    return [{ name, value: "(…)", variablesReference, presentationHint: { lazy: true } }];
  }

  async #inheritedGetters(objectId: string): Promise<readonly Protocol.Runtime.PropertyDescriptor[]> {
    const { result } = await this.#inspector.post("Runtime.getProperties", {
      objectId,
      ownProperties: false,
      accessorPropertiesOnly: true,
    });
    return result.filter(({ isOwn }) => isOwn !== true);
  }

  async #properties(objectId: string): Promise<Protocol.Runtime.GetPropertiesResponse> {
    return this.#inspector.post("Runtime.getProperties", {
      objectId,
      ownProperties: true,
      generatePreview: true,
    });
  }
}

/** A value as V8 wants it back. */
export function asArgument({
  objectId,
  unserializableValue,
  value,
}: RemoteObject): Protocol.Runtime.CallArgument {
  if (objectId !== undefined) return { objectId };
  return unserializableValue === undefined ? { value: value as unknown } : { unserializableValue };
}

export function problemOf({ exception, text }: Protocol.Runtime.ExceptionDetails): string {
  return exception ? describe(exception) : text;
}

/** Of a class of the user's: built-in ones have many getters, which say nothing that the value does not. */
function isInstance({ type, subtype, className }: RemoteObjectWithId): boolean {
  return type === "object" && subtype === undefined && className !== "Object";
}

/** An expression for a part, given one for the whole. */
function within(whole: string | undefined, name: string): string | undefined {
  if (whole === undefined || name.startsWith("[[") || name.startsWith("Symbol(")) return undefined;
  if (/^\d+$/.test(name)) return `${whole}[${name}]`;
  return isIdentifier(name) || name.startsWith("#")
    ? `${whole}.${name}`
    : `${whole}[${JSON.stringify(name)}]`;
}

export function isIdentifier(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text);
}

function cut<T>(all: readonly T[], { start = 0, count = 0 }: Page): readonly T[] {
  return all.slice(start, count > 0 ? start + count : undefined);
}
