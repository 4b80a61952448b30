import { describe, expect, it } from "vitest";
import { explore, vacuous } from "../../../src/check/index.ts";
import type { Effect, Protocol } from "../../../src/core/index.ts";
import type { PaxosCommit } from "../../../src/protocols/paxos-commit/index.ts";
import { paxosCommitModel, type PaxosCommitBounds } from "../../../src/verify/index.ts";

type V = PaxosCommit<string>;

/** `paxoslab verify paxos-commit` has three acceptors, two ballots and a crash: 404,174 states in some six seconds. */
const everything: readonly { readonly bounds: PaxosCommitBounds; readonly states: number }[] = [
  { bounds: { acceptors: 3, leaders: 1, ballots: 1 }, states: 6_004 },
  { bounds: { acceptors: 3, leaders: 1, ballots: 1, unwilling: [1] }, states: 4_887 },
  { bounds: { acceptors: 1, leaders: 2, ballots: 3, crashes: 1 }, states: 5_326 },
  { bounds: { acceptors: 1, leaders: 2, ballots: 2, crashes: 1, learns: "leaders" }, states: 23_743 },
];

describe("Paxos Commit: two resource managers end alike, and commit only if both are prepared", () => {
  it.each(everything)("with $bounds", ({ bounds, states }) => {
    const report = explore(paxosCommitModel(bounds));
    expect(report).toMatchObject({ ended: "exhausted", violation: null, states });
    expect(vacuous(report)).toEqual([]);
  });
});

/** The protocol, with each thing its nodes do replaced by these. */
const withEffects =
  (change: (effect: Effect<V>) => readonly Effect<V>[]) =>
  (protocol: Protocol<V>): Protocol<V> => ({
    ...protocol,
    step(state, input, context) {
      const transition = protocol.step(state, input, context);
      return { ...transition, effects: transition.effects.flatMap(change) };
    },
  });

interface Mutant {
  readonly name: string;
  readonly change: (protocol: Protocol<V>) => Protocol<V>;
  readonly bounds: Omit<PaxosCommitBounds, "change">;
  readonly broken: string;
  /** The shortest run that breaks it. */
  readonly steps: number;
}

const votesOfFirst = "what node 0 has voted is settled once";

const mutants: readonly Mutant[] = [
  {
    name: "a new leader aborts without looking at what was accepted",
    bounds: { acceptors: 1, leaders: 1, ballots: 1 },
    broken: votesOfFirst,
    steps: 7,
    change: withEffects((effect) => {
      if (effect.kind !== "send" || effect.message.kind !== "2a" || effect.message.ballot === null)
        return [effect];
      const verdicts = effect.message.verdicts.map(({ rm }) => ({ rm, verdict: "aborted" as const }));
      return [{ ...effect, message: { ...effect.message, verdicts } }];
    }),
  },
  {
    name: "an acceptor forgets its promise when a resource manager votes late",
    bounds: { acceptors: 1, leaders: 1, ballots: 1 },
    broken: votesOfFirst,
    steps: 7,
    change: (protocol) => ({
      ...protocol,
      step(state, input, context) {
        const isVote = input.kind === "message" && input.message.kind === "2a";
        const { acceptor } = state;
        return protocol.step(
          isVote ? { ...state, acceptor: { ...acceptor, mbal: null } } : state,
          input,
          context,
        );
      },
    }),
  },
  {
    name: "an acceptor forgets what it has accepted when it crashes",
    bounds: { acceptors: 1, leaders: 1, ballots: 1, crashes: 1 },
    broken: votesOfFirst,
    steps: 9,
    change: withEffects((effect) => (effect.kind === "persist" ? [] : [effect])),
  },
  {
    name: "a resource manager that has waited long enough aborts by itself",
    bounds: { acceptors: 1, leaders: 1, ballots: 1 },
    broken: "agreement",
    steps: 8,
    change: (protocol) => ({
      ...protocol,
      step(state, input, context) {
        const isTired = input.kind === "timer" && input.timer === "inquire";
        if (!isTired || state.rm.kind !== "prepared") return protocol.step(state, input, context);
        const { value } = state.rm;
        return {
          state: { ...state, rm: { kind: "ended", outcome: "abort" } },
          effects: [{ kind: "decide", decision: { outcome: "abort", value } }],
        };
      },
    }),
  },
];

describe.each(mutants)("planted bug: $name", ({ bounds, change, broken, steps }) => {
  it("is found in a run as short as can be", () => {
    const { violation } = explore(paxosCommitModel({ ...bounds, change }));
    expect(violation).toMatchObject({ kind: "always", property: broken });
    expect(violation?.script).toHaveLength(steps);
  });
});
