import type { Inspector } from "./inspector.ts";
import type { RemoteObject } from "./references.ts";
import { objectGroup } from "./object-group.ts";

/**
 * An object in the thread of the cells that has all their top-level variables as properties. They are the
 * script's, not the global object's, and V8 tells only their names.
 */
export async function collectGlobals(inspector: Inspector): Promise<RemoteObject> {
  const { names } = await inspector.post("Runtime.globalLexicalScopeNames", {});
  // Each is read outside of this function, whose own names could otherwise hide it.
  const readers = names.map((name) => `[${JSON.stringify(name)}, () => ${name}]`);
  const { result } = await inspector.post("Runtime.evaluate", {
    expression: `(${String(readAll)})(${readers.join(", ")})`,
    objectGroup,
    silent: true,
    disableBreaks: true,
  });
  return result;
}

/** Given to V8 as text; see in-thread.ts. */
function readAll(...readers: readonly { readonly 0: string; readonly 1: () => unknown }[]): object {
  const found = { __proto__: null };
  for (const { 0: name, 1: read } of readers) {
    try {
      Reflect.defineProperty(found, name, { value: read(), enumerable: true });
    } catch {
      // Declared, but its cell failed or was stopped before it had a value.
    }
  }
  return found;
}
