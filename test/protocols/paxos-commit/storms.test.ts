import { describe, expect, it } from "vitest";
import type { Effect, Protocol } from "../../../src/core/index.ts";
import type { PaxosCommit } from "../../../src/protocols/paxos-commit/index.ts";
import { swarm, type SwarmReport } from "../../../src/sim/index.ts";
import { asStorms, paxosCommitModel } from "../../../src/verify/index.ts";

type V = PaxosCommit<string>;

/** Three acceptors, and two leaders who learn the outcome and tell it themselves. */
const model = paxosCommitModel({ acceptors: 3, leaders: 2, ballots: 2, crashes: 1, learns: "leaders" });

const sightings = {
  "a resource manager commits": (effect: Effect<V>) =>
    effect.kind === "decide" && effect.decision.outcome === "commit",
  "a resource manager aborts": (effect: Effect<V>) =>
    effect.kind === "decide" && effect.decision.outcome === "abort",
  "a leader takes over": (effect: Effect<V>) => effect.kind === "send" && effect.message.kind === "1a",
  "an acceptor reports what it has accepted": (effect: Effect<V>) =>
    effect.kind === "send" && effect.message.kind === "1b" && effect.message.accepted.length > 0,
  "a resource manager asks how it ended": (effect: Effect<V>) =>
    effect.kind === "send" && effect.message.kind === "inquire",
} as const;

const names = Object.keys(sightings) as readonly (keyof typeof sightings)[];

/** Storms without bounds on ballots and crashes, with all that may happen to a network. */
function storms(
  runs: number,
  protocol: Protocol<V>,
  seen = new Set<keyof typeof sightings>(),
): SwarmReport<V> {
  const watched: Protocol<V> = {
    ...protocol,
    step(state, input, context) {
      const transition = protocol.step(state, input, context);
      for (const name of names) if (transition.effects.some(sightings[name])) seen.add(name);
      return transition;
    },
  };
  const profile = asStorms({ ...model, network: { kind: "set" } });
  return swarm({
    protocol: watched,
    properties: model.properties!,
    storms: profile,
    untilSteps: 5_000,
    runs,
  });
}

it("Paxos Commit ends alike everywhere in 300 storms", () => {
  const seen = new Set<keyof typeof sightings>();
  const { failure } = storms(300, model.protocol, seen);
  expect(failure?.violation.problem).toBeUndefined();
  expect(names.filter((name) => !seen.has(name))).toEqual([]);
});

const change = (
  name: string,
  changed: (effect: Effect<V>) => readonly Effect<V>[],
): { readonly name: string; readonly protocol: Protocol<V> } => {
  const { step, ...sound } = model.protocol;
  return {
    name,
    protocol: {
      ...sound,
      step(state, input, context) {
        const transition = step(state, input, context);
        return { ...transition, effects: transition.effects.flatMap(changed) };
      },
    },
  };
};

describe.each([
  change("a new leader aborts without looking at what was accepted", (effect) => {
    if (effect.kind !== "send" || effect.message.kind !== "2a" || effect.message.ballot === null)
      return [effect];
    const verdicts = effect.message.verdicts.map(({ rm }) => ({ rm, verdict: "aborted" as const }));
    return [{ ...effect, message: { ...effect.message, verdicts } }];
  }),
  change("nothing is written to disk", (effect) => (effect.kind === "persist" ? [] : [effect])),
])("planted bug: $name", ({ protocol }) => {
  it("is found by a storm, which is shrunk", ({ annotate }) => {
    const { failure, runs } = storms(1_000, protocol);
    expect(failure?.violation.problem).toMatch(/settled|chosen|decided|learns|commits/);
    const { storm, shrunk } = failure!;
    expect(shrunk.happenings.length).toBeLessThanOrEqual(storm.happenings.length);
    return annotate(`found with seed ${runs}`);
  });
});
