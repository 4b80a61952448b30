/**
 * How values and libraries show more than text.
 *
 * A value shows itself: it has a method `[Symbol.for("Jupyter.display")]()` that returns, or resolves to, a
 * MIME bundle such as `{ "text/html": "<b>4</b>", "text/plain": "4" }` (Deno's convention), or
 * `{ data: bundle, metadata }`. Bytes become base64.
 *
 * A library shows something in the middle of a cell: it calls the global function found under
 * `Symbol.for("paxoslab.publish")`, which is there if and only if the code runs in this kernel:
 *
 *     type Publish = (
 *       bundle: { data: MimeBundle; metadata?: object; transient?: { display_id?: string } },
 *       options?: { update?: boolean },   // replace what was shown under transient.display_id
 *     ) => void;
 *
 *     const publish = globalThis[Symbol.for("paxoslab.publish")];
 */
import { inspect } from "node:util";
import type { MimeBundle } from "./protocol.ts";

const displayMethod = Symbol.for("Jupyter.display");
const publishGlobal = Symbol.for("paxoslab.publish");

type Dictionary = Readonly<Record<string, unknown>>;

/** The value as the result of a cell. */
export async function render(value: unknown): Promise<MimeBundle> {
  const method =
    isDictionary(value) || typeof value === "function" ? Reflect.get(value, displayMethod) : undefined;
  if (typeof method !== "function") return bundle({ data: { "text/plain": describe(value) } });
  const shown: unknown = await Reflect.apply(method, value, []);
  if (!isDictionary(shown)) {
    throw new TypeError(
      `[Symbol.for("Jupyter.display")]() must return a MIME bundle, not ${describe(shown)}.`,
    );
  }
  const { data, metadata = {} } = isDictionary(shown["data"]) ? shown : { data: shown };
  return bundle({ data: { "text/plain": describe(value), ...(data as Dictionary) }, metadata });
}

/** Puts the function for libraries in its place. */
export function installPublish(emit: (bundle: MimeBundle, isUpdate: boolean) => void): void {
  const publish = (shown: unknown, options: { readonly update?: boolean } = {}): void => {
    if (!isDictionary(shown) || !isDictionary(shown["data"])) {
      throw new TypeError(
        `What is published must be like { data: { "text/plain": "…" } }, not ${describe(shown)}.`,
      );
    }
    emit(bundle(shown), options.update === true);
  };
  Object.defineProperty(globalThis, publishGlobal, { value: publish });
}

/** Text for a value: deep enough for a state or a message, short enough for a page. */
function describe(value: unknown): string {
  return inspect(value, { depth: 4, maxArrayLength: 200, breakLength: 100 });
}

function bundle(parts: Dictionary): MimeBundle {
  const { data, metadata = {}, transient = {} } = parts;
  return JSON.parse(JSON.stringify({ data, metadata, transient }, bytesAsBase64)) as MimeBundle;
}

/** A replacer that sees bytes before `Buffer.toJSON` hides them. */
function bytesAsBase64(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Dictionary)[key];
  return original instanceof Uint8Array ? Buffer.from(original).toString("base64") : value;
}

function isDictionary(value: unknown): value is Dictionary {
  return typeof value === "object" && value !== null;
}
