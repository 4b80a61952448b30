import { describe, expect, it } from "vitest";
import { explore } from "../../src/check/index.ts";
import type { Protocol } from "../../src/core/index.ts";
import { appended, truncated } from "../../src/protocols/raft/index.ts";
import { bounded, type Bounds } from "../protocols/raft/bounded.ts";
import { disk, type LetterRules, type Letters } from "../protocols/raft/letters.ts";

/** Too hard for storms to hit (a thousand of them have not, or hardly), or plainer in a run as short as can be. */
interface Rarity {
  readonly name: string;
  readonly rules?: LetterRules;
  readonly change?: (protocol: Protocol<Letters>) => Protocol<Letters>;
  readonly bounds: Bounds;
  readonly broken: string;
  /** The shortest run that breaks it. */
  readonly steps: number;
}

const small = { entries: 1, askedAt: [], crashes: 0 };

const forgetsVotes = (protocol: Protocol<Letters>): Protocol<Letters> => ({
  ...protocol,
  step(state, input, context) {
    const { state: next, effects } = protocol.step(state, input, context);
    return {
      state: next,
      effects: effects.map((effect) =>
        effect.kind === "persist" ? { ...effect, value: { ...effect.value, votedFor: null } } : effect,
      ),
    };
  },
});

const rarities: readonly Rarity[] = [
  {
    name: "a server votes for whoever asks, twice in a term if need be",
    rules: { mayVoteFor: () => true },
    bounds: { ...small, candidates: [[0, 1]] },
    broken: "election safety",
    steps: 6,
  },
  {
    name: "a vote is not written to disk",
    change: forgetsVotes,
    bounds: { ...small, candidates: [[0, 1]], crashes: 1 },
    broken: "election safety",
    steps: 8,
  },
  {
    name: "of two logs the longer one is taken for the more up-to-date one",
    rules: { isUpToDate: (candidate, voter) => candidate.index >= voter.index },
    bounds: { entries: 2, askedAt: [0], candidates: [[0], [1], [0]], crashes: 0 },
    broken: "leader completeness",
    steps: 12,
  },
  {
    // In FIFO order, and without repeats, it would do no harm: each message has more than the one before.
    name: "a late message drops entries that match, and that the leader has counted since",
    rules: {
      merged: (log, prevLogIndex, entries) =>
        entries.reduce((longer, entry) => appended(longer, entry), truncated(log, prevLogIndex + 1)),
    },
    bounds: { entries: 2, askedAt: [0], candidates: [[0], [1]], crashes: 0, duplication: 1 },
    broken: "leader completeness",
    steps: 12,
  },
  {
    name: "an entry of an earlier term is committed by counting (figure 8)",
    rules: { mayCommit: () => true },
    bounds: {
      ...small,
      entries: 2,
      candidates: [[], [], [0], [1]],
      disks: [disk(2, null, "-1"), disk(2, 1, "-2"), disk(2, 1)],
    },
    broken: "leader completeness",
    steps: 11,
  },
];

describe.each(rarities)("planted bug: $name", ({ rules, change, bounds, broken, steps }) => {
  it(`is found in every order of events, the shortest of ${steps} steps`, ({ annotate }) => {
    const { violation, states } = explore(bounded(bounds, rules, change));
    expect(violation).toMatchObject({ property: broken });
    expect(violation?.script).toHaveLength(steps);
    return annotate(`after ${states} states`);
  });
});

it("dropping entries that match does no harm where messages come in order and once", () => {
  const { bounds, rules } = rarities[3]!;
  const model = bounded({ ...bounds, duplication: 0 }, rules);
  expect(explore({ ...model, network: { kind: "fifo" } })).toMatchObject({
    violation: null,
    ended: "exhausted",
  });
});
