import { afterAll, describe, expect, it } from "vitest";
import { majority, nodes } from "../../src/core/index.ts";
import { singleDecree, voteIn, type SingleDecree } from "../../src/protocols/single-decree/index.ts";
import { formatTrace, requireHeld, type Run } from "../../src/sim/index.ts";
import { weather, type Candidate } from "../conformance/consensus.ts";
import { shrinkStorm, withoutSomePortion } from "../conformance/shrink.ts";
import { randomStorm, type Storm } from "../conformance/storm.ts";
import { classicMutants, mutants, rightVariants, type Variant } from "./single-decree.ts";

type V = SingleDecree<string>;

function candidateFor({ name, roles, nodes: count = 3 }: Variant): Candidate<V> {
  const quorums = majority(nodes(count));
  return { name, nodes: count, protocol: singleDecree({ quorums, roles }), quorums, voteIn: voteIn<string> };
}

const stormy = (candidate: Candidate<V>, seed: number): Run<V> =>
  weather(candidate, randomStorm(seed, candidate.nodes));

/** The first seed whose storm breaks the candidate. */
function findSeed(candidate: Candidate<V>, limit = 20_000): number {
  for (let seed = 1; seed <= limit; seed++) {
    if (stormy(candidate, seed).violation !== null) return seed;
  }
  throw new Error(`${candidate.name}: ${limit} storms have not found it`);
}

describe.each(mutants)("planted bug: $name", (mutant) => {
  const candidate = candidateFor(mutant);

  it("is found, reported with its seed, and the seed replays it", () => {
    const seed = findSeed(candidate);
    const found = stormy(candidate, seed);
    table.push({ name: mutant.name, runs: seed, property: found.violation!.property });
    expect(() => requireHeld(found)).toThrow(`(seed ${seed}, after ${found.trace.events.length} events`);

    const replayed = stormy(candidateFor(mutant), seed);
    expect(replayed.violation).toEqual(found.violation);
    expect(formatTrace(replayed.trace)).toBe(formatTrace(found.trace));
  });
});

describe.each(classicMutants)("the story of: $name", (mutant) => {
  it("shrinks until nothing more can be left out of it", () => {
    const candidate = candidateFor(mutant);
    const fails = (storm: Storm): boolean => weather(candidate, storm).violation !== null;
    const whole = randomStorm(findSeed(candidate), candidate.nodes);
    const shrunk = shrinkStorm(whole, fails);

    expect(shrunk.happenings.length).toBeLessThan(whole.happenings.length / 2);
    expect(fails(shrunk)).toBe(true);
    expect(withoutSomePortion(shrunk, 1).filter(fails)).toEqual([]);
    stories.push({ name: mutant.name, from: whole.happenings.length, to: shrunk.happenings.length });
  });
});

describe.each(rightVariants)("unusual but right: $name", (variant) => {
  it("breaks nothing, and decides in every run", () => {
    const candidate = candidateFor(variant);
    for (let seed = 1; seed <= 1_000; seed++) {
      const { decisions } = requireHeld(stormy(candidate, seed));
      expect(new Set(decisions.map(({ node }) => node)).size, `seed ${seed}`).toBe(candidate.nodes);
    }
  });
});

const table: { readonly name: string; readonly runs: number; readonly property: string }[] = [];
const stories: { readonly name: string; readonly from: number; readonly to: number }[] = [];

afterAll(() => {
  const lines = [
    "storms until found, and what was broken:",
    ...table.map(({ name, runs, property }) => `${`${runs}`.padStart(6)}  ${name} (${property})`),
    "happenings in the storm, and in its shortest form:",
    ...stories.map(({ name, from, to }) => `${`${from}`.padStart(6)} → ${to}  ${name}`),
  ];
  process.stdout.write(`\n${lines.join("\n")}\n`);
});
