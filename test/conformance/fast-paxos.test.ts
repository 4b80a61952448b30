import { describe, expect, it } from "vitest";
import { nodes } from "../../src/core/index.ts";
import { fastFlexible, type Configuration } from "../../src/protocols/fast-paxos/index.ts";
import { drawStorm, requireHeld, weather, type Run } from "../../src/sim/index.ts";
import { fastCandidate, lamports, type V } from "../protocols/fast-paxos/candidate.ts";
import { storms, vessel, type Candidate } from "./consensus.ts";

const everyOneCoordinates = (count: number): Pick<Configuration<string>, "coordinators"> => ({
  coordinators: nodes(count),
});

const candidates: readonly { readonly candidate: Candidate<V>; readonly runs: number }[] = [
  {
    runs: 400,
    candidate: fastCandidate("4 acceptors, coordinated recovery", 4, {
      quorums: lamports(4),
      ...everyOneCoordinates(4),
    }),
  },
  {
    runs: 400,
    candidate: fastCandidate("5 acceptors, uncoordinated recovery", 5, {
      quorums: lamports(5),
      recovery: "uncoordinated",
      ...everyOneCoordinates(5),
    }),
  },
  {
    runs: 200,
    candidate: fastCandidate("7 acceptors, a new round after a collision", 7, {
      quorums: lamports(7),
      recovery: "new round",
      coordinators: [0, 1, 2],
    }),
  },
  {
    runs: 200,
    candidate: fastCandidate(
      "Fast Flexible Paxos: 5 to prepare, 2 of 5 in classic rounds, 3 in fast ones",
      5,
      {
        quorums: fastFlexible(nodes(5), { phase1: 5, classic: 2, fast: 3 }),
        ...everyOneCoordinates(5),
      },
    ),
  },
  {
    runs: 200,
    candidate: fastCandidate("classic rounds only", 3, {
      quorums: lamports(3),
      rounds: "classic",
      ...everyOneCoordinates(3),
    }),
  },
];

/** What has to happen now and then, or these storms test nothing of Fast Paxos. */
const sightings: Readonly<Record<string, (run: Run<V>) => boolean>> = {
  "a value is chosen in the first round, which is fast": ({ decisions }) =>
    decisions.some(({ decision }) => decision.round === 1),
  "a value is chosen in a later round": ({ decisions }) =>
    decisions.some(({ decision }) => decision.round > 1),
  "votes of one round collide": ({ trace }) => {
    const values = trace.events.flatMap((event) =>
      event.kind === "send" && event.message.kind === "2b" && event.message.round === 1
        ? [event.message.value]
        : [],
    );
    return new Set(values).size > 1;
  },
  "a round is recovered without a phase 1": ({ trace }) => {
    const asked = trace.events.flatMap((event) =>
      event.kind === "send" && event.message.kind === "2a" ? [event.message.round] : [],
    );
    const called = trace.events.flatMap((event) =>
      event.kind === "send" && event.message.kind === "1a" ? [event.message.round] : [],
    );
    return asked.some((round) => round > 1 && !called.includes(round));
  },
  "acceptors recover by themselves": ({ trace }) =>
    !trace.events.some(
      (event) => event.kind === "send" && event.message.kind === "2a" && event.message.round === 2,
    ) &&
    trace.events.some(
      (event) => event.kind === "send" && event.message.kind === "2b" && event.message.round === 2,
    ),
  "a restarted acceptor finds its vote on disk": ({ trace }) =>
    trace.events.some((event) => event.kind === "start" && (event.persisted?.vrnd ?? 0) > 0),
};

const seen = new Map(Object.keys(sightings).map((name) => [name, 0]));

describe.each(candidates)("Fast Paxos: $candidate.name", ({ candidate, runs }) => {
  it(`breaks nothing in ${runs} storms, and decides at every node once they are over`, () => {
    for (let seed = 1; seed <= runs; seed++) {
      const run = requireHeld(weather(vessel(candidate), drawStorm(storms(candidate), seed)));
      for (const [name, isSeen] of Object.entries(sightings)) {
        if (isSeen(run)) seen.set(name, seen.get(name)! + 1);
      }
      const informed = new Set(run.decisions.map(({ node }) => node));
      if (run.ended !== "quiet" || informed.size < candidate.nodes) {
        expect.fail(`seed ${seed}: ${informed.size} nodes decided, and the run ended by ${run.ended}`);
      }
    }
  });
});

it("these storms bring about what Fast Paxos has an answer to", ({ annotate }) => {
  expect([...seen].filter(([, runs]) => runs === 0)).toEqual([]);
  return annotate([...seen].map(([name, runs]) => `${name}: in ${runs} runs`).join("\n"));
});
