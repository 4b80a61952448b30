import { afterAll, describe, expect, it } from "vitest";
import { majority, nodes } from "../../src/core/index.ts";
import {
  promiseIn,
  singleDecree,
  voteIn,
  type SingleDecree,
} from "../../src/protocols/single-decree/index.ts";
import {
  drawStorm,
  formatTrace,
  requireHeld,
  swarm,
  weather,
  withoutSomePortion,
  type Run,
  type Storm,
  type SwarmReport,
} from "../../src/sim/index.ts";
import { storms, vessel, type Candidate } from "../conformance/consensus.ts";
import { mutants, rightVariants, type Variant } from "./single-decree.ts";

type V = SingleDecree<string>;

function candidateFor({ name, roles, nodes: count = 3 }: Variant): Candidate<V> {
  const quorums = majority(nodes(count));
  return {
    name,
    nodes: count,
    protocol: singleDecree({ quorums, roles }),
    quorums,
    voteIn: voteIn<string>,
    promiseIn: promiseIn<string>,
  };
}

const found = (candidate: Candidate<V>): SwarmReport<V> =>
  swarm({ ...vessel(candidate), storms: storms(candidate), runs: 20_000 });

describe.each(mutants)("planted bug: $name", (mutant) => {
  it("is found, replayed from its seed, and shrunk until nothing more can be left out", () => {
    const candidate = candidateFor(mutant);
    const { runs, failure } = found(candidate);
    if (failure === null) expect.fail(`${runs} storms have not found it`);
    const { storm, shrunk, run, violation } = failure;
    const fails = (trial: Storm<V>): boolean => weather(vessel(candidate), trial).violation !== null;
    table.push({
      name: mutant.name,
      runs,
      property: violation.property,
      from: storm.happenings.length,
      to: shrunk.happenings.length,
    });

    expect(() => requireHeld(run)).toThrow(`(seed ${storm.seed}, after ${run.trace.events.length} events`);
    expect(drawStorm(storms(candidate), storm.seed)).toEqual(storm);
    expect(formatTrace(weather(vessel(candidateFor(mutant)), shrunk).trace)).toBe(formatTrace(run.trace));
    expect(withoutSomePortion(shrunk, 1).filter(fails)).toEqual([]);
  });
});

describe.each(rightVariants)("unusual but right: $name", (variant) => {
  it("breaks nothing, and decides in every run", () => {
    const candidate = candidateFor(variant);
    const onRun = (run: Run<V>): void => {
      const { decisions } = requireHeld(run);
      expect(new Set(decisions.map(({ node }) => node)).size, `seed ${run.trace.seed}`).toBe(candidate.nodes);
    };
    const report = swarm({ ...vessel(candidate), storms: storms(candidate), runs: 1_000, onRun });
    expect(report).toEqual({ runs: 1_000, failure: null });
  });
});

interface Row {
  readonly name: string;
  readonly runs: number;
  readonly property: string;
  readonly from: number;
  readonly to: number;
}

const table: Row[] = [];

afterAll(() => {
  const lines = table.map(
    ({ name, runs, property, from, to }) =>
      `${`${runs}`.padStart(6)}  ${`${from} → ${to}`.padStart(8)}  ${name} (${property})`,
  );
  const heading = "storms until found; happenings in that storm and in its shortest form; what was broken:";
  process.stdout.write(`\n${[heading, ...lines].join("\n")}\n`);
});
