/**
 * How values and libraries show more than text.
 *
 * A value shows itself: it has a method `[Symbol.for("Jupyter.display")]()` that returns, or resolves to, a
 * MIME bundle such as `{ "text/html": "<b>4</b>", "text/plain": "4" }` (Deno's convention), or
 * `{ data: bundle, metadata }`. Bytes become base64. An empty bundle shows nothing.
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
import type { MimeBundle } from "../protocol.ts";
import { describe } from "./text.ts";

export const displayMethod = Symbol.for("Jupyter.display");
const publishGlobal = Symbol.for("paxoslab.publish");

export type Dictionary = Readonly<Record<string, unknown>>;

export type EmitBundle = (bundle: MimeBundle, isUpdate: boolean) => void;

/** Puts the function for libraries in its place. */
export function installPublish(emit: EmitBundle): void {
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

/** Lets a debugger show values as cells do. */
export function installRender(render: (value: unknown) => unknown): void {
  Object.defineProperty(globalThis, Symbol.for("paxoslab.render"), { value: render });
}

/** A bundle of nothing but JSON. Throws what JSON throws, at a cycle for example. */
export function bundle(parts: Dictionary): MimeBundle {
  const { data, metadata = {}, transient = {} } = parts;
  return JSON.parse(JSON.stringify({ data, metadata, transient }, bytesAsBase64)) as MimeBundle;
}

/** A replacer that sees bytes before `Buffer.toJSON` hides them. */
function bytesAsBase64(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Dictionary)[key];
  return original instanceof Uint8Array ? Buffer.from(original).toString("base64") : value;
}

export function isDictionary(value: unknown): value is Dictionary {
  return typeof value === "object" && value !== null;
}
