import type { SequentialSpecification } from "../specification.ts";

export type LockOperation =
  | { readonly kind: "acquire"; readonly lock: string; readonly owner: string }
  | { readonly kind: "release"; readonly lock: string; readonly owner: string };

export type LockResult =
  /** The lock is the caller's. Its fencing token is higher than that of every earlier owner. */
  | { readonly kind: "granted"; readonly token: number }
  | { readonly kind: "busy" }
  | { readonly kind: "released" }
  | { readonly kind: "not the owner" };

/** Who holds one lock, and the token granted last. */
export interface LockState {
  readonly owner: string | null;
  readonly token: number;
}

/**
 * Locks by name, each with an owner and fencing tokens 1, 2, 3 …
 *
 * A lock is held until its owner gives it back; acquiring it again is refused, even to its owner.
 */
export const locks: SequentialSpecification<LockState, LockOperation, LockResult> = {
  name: "lock",
  initial: () => ({ owner: null, token: 0 }),
  partition: ({ lock }) => lock,
  outcomes(state, { kind, owner }) {
    switch (kind) {
      case "acquire": {
        if (state.owner !== null) return [{ state, result: { kind: "busy" } }];
        const token = state.token + 1;
        return [{ state: { owner, token }, result: { kind: "granted", token } }];
      }
      case "release":
        return state.owner === owner
          ? [{ state: { owner: null, token: state.token }, result: { kind: "released" } }]
          : [{ state, result: { kind: "not the owner" } }];
    }
  },
  isReadOnly: (_, observed) => observed?.result.kind === "busy" || observed?.result.kind === "not the owner",
  describe({ kind, lock, owner }, observed) {
    const words = `${owner}: ${kind} ${lock}`;
    if (observed === null) return words;
    const { result } = observed;
    return `${words} → ${result.kind === "granted" ? `token ${result.token}` : result.kind}`;
  },
};
