import type { Service } from "../../core/index.ts";

export type KeyValueCommand = { readonly key: string } & (
  | { readonly kind: "get" }
  | { readonly kind: "put"; readonly value: string }
  /** Adds to the end of what is there, or puts it if nothing is. */
  | { readonly kind: "append"; readonly value: string }
  | { readonly kind: "delete" }
  /** Puts `value` if `expected` is there (null: if nothing is), and says whether it did. */
  | { readonly kind: "cas"; readonly expected: string | null; readonly value: string }
);

export type KeyValueState = Readonly<Record<string, string>>;

/** A map from keys to texts: a get returns the text or null, a cas whether it put, all others "ok". */
export const keyValueStore: Service<KeyValueState, KeyValueCommand, string | null | boolean> = {
  name: "key-value store",
  initial: {},
  apply(state, command) {
    const { key } = command;
    const text = Object.hasOwn(state, key) ? state[key]! : null;
    switch (command.kind) {
      case "get":
        return { state, result: text };
      case "put":
        return { state: { ...state, [key]: command.value }, result: "ok" };
      case "append":
        return { state: { ...state, [key]: (text ?? "") + command.value }, result: "ok" };
      case "delete":
        return { state: without(state, key), result: "ok" };
      case "cas":
        if (text !== command.expected) return { state, result: false };
        return { state: { ...state, [key]: command.value }, result: true };
    }
  },
};

function without(state: KeyValueState, key: string): KeyValueState {
  return Object.fromEntries(Object.entries(state).filter(([other]) => other !== key));
}
