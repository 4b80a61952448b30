import { describe, expect, it } from "vitest";
import { explicit, flexible, majority, nodes, type QuorumSystem } from "../../src/core/index.ts";
import {
  singleDecree,
  type Configuration,
  type SingleDecree,
} from "../../src/protocols/single-decree/index.ts";
import { drawStorm, requireHeld, weather } from "../../src/sim/index.ts";
import { storms, strictVessel, type Candidate } from "./consensus.ts";
import { paxosCandidate } from "./single-decree.ts";
import { Logbook } from "./sightings.ts";

type V = SingleDecree<string>;

function candidate(name: string, count: number, configuration: Configuration<string>): Candidate<V> {
  return paxosCandidate(name, count, configuration.quorums, singleDecree(configuration));
}

const grid: QuorumSystem = explicit({
  acceptors: nodes(6),
  phase1: [[0, 1, 2], [3, 4, 5]], // prettier-ignore
  phase2: [[0, 3], [1, 4], [2, 5]], // prettier-ignore
});

/** Every protocol that claims consensus. Ten thousand runs in all. */
const candidates: readonly { readonly candidate: Candidate<V>; readonly runs: number }[] = [
  { runs: 4_000, candidate: candidate("a majority of 5", 5, { quorums: majority(nodes(5)) }) },
  { runs: 1_500, candidate: candidate("a majority of 3", 3, { quorums: majority(nodes(3)) }) },
  {
    runs: 1_500,
    candidate: candidate("4 of 5 to prepare, 2 to accept", 5, {
      quorums: flexible(nodes(5), { phase1: 4, phase2: 2 }),
    }),
  },
  { runs: 1_500, candidate: candidate("a grid of 6", 6, { quorums: grid }) },
  {
    runs: 1_500,
    candidate: candidate("3 acceptors, one of 5 nodes the distinguished learner", 5, {
      quorums: majority(nodes(3)),
      learners: [4],
      audience: nodes(5),
    }),
  },
];

describe.each(candidates)("single-decree Paxos with $candidate.name", ({ candidate, runs }) => {
  it(`breaks nothing in ${runs} storms, and decides at every node once they are over`, ({ annotate }) => {
    const logbook = new Logbook();
    for (let seed = 1; seed <= runs; seed++) {
      const run = requireHeld(weather(strictVessel(candidate), drawStorm(storms(candidate), seed)));
      logbook.note(run);
      const informed = new Set(run.decisions.map(({ node }) => node));
      if (run.ended !== "quiet" || informed.size < candidate.nodes) {
        expect.fail(`seed ${seed}: ${informed.size} nodes decided, and the run ended by ${run.ended}`);
      }
    }
    expect(logbook.neverSeen).toEqual([]);
    return annotate(logbook.report(runs));
  });
});
