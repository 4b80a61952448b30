import { afterAll, describe, expect, it } from "vitest";
import { explore, vacuous, type Model, type Report } from "../../../src/check/index.ts";
import { separateRoles } from "../../../src/verify/models/separate-roles.ts";
import { counterexample, familyNamed, settle } from "../../../src/verify/index.ts";
import { bank, mutants } from "./bank.ts";
import { easyToAccept, easyToPrepare, inWords, trio, type Bounds } from "./bounds.ts";
import { rightVariants } from "./right-variants.ts";
import { smallModel, votingModel } from "./small-model.ts";
import type { Mutant, V, Variant } from "./variant.ts";

describe.each(bank)("$title", ({ mutants: planted }) => {
  it.each(planted)("planted bug: $name", (mutant) => {
    const { bounds, shortest, unsafeVote } = mutant;
    const found = searched(mutant.name, bounds, smallModel(mutant, bounds));
    expect(killOf(found.report)).toEqual(shortest);
    // Throws unless the simulator, which plays the same script, finds the same property broken.
    const { run } = counterexample(found.model, found.report.violation!);
    expect(run.violation?.property).toBe(shortest.property);

    const { report } = searched(`${mutant.name}: first unsafe vote`, bounds, votingModel(mutant, bounds));
    expect(report.violation?.script.length ?? null).toBe(unsafeVote);
  });
});

describe("Paxos itself", () => {
  const paxos: Variant = { name: "Paxos" };

  it("is not failed within these bounds, as deep as the bugs lie or as far as 30,000 states go", () => {
    for (const { bounds, steps } of worlds(mutants)) {
      const report = explore(smallModel(paxos, bounds), { depth: steps + 1, states: 30_000 });
      expect(report.violation, inWords(bounds)).toBeNull();
    }
  });
});

describe.each(rightVariants)("unusual but right: $name", (variant) => {
  it.each<Bounds>([
    { quorums: easyToPrepare, ballots: 3, deadMessages: "left out" },
    { quorums: easyToAccept, ballots: 3 },
    { quorums: trio, ballots: 2 },
    { quorums: easyToAccept, ballots: 2, crashes: 1 },
    { quorums: easyToPrepare, ballots: 2, crashes: 1 },
  ])("keeps every property in all that can happen with $quorums.name, ballots: $ballots", (bounds) => {
    const { report } = searched(variant.name, bounds, smallModel(variant, bounds));
    expect(report).toMatchObject({ ended: "exhausted", violation: null });
    expect(vacuous(report)).toEqual([]);
  });
});

/** Lamport's proof needs it, and no schedule of two ballots shows why. */
describe("the famous bug: to accept does not raise the promise", () => {
  const famous = mutants.find(({ name }) => name === "to accept does not raise the promise")!;

  it("survives every schedule of two ballots", () => {
    const { report } = searched(famous.name, twoBallots, smallModel(famous, twoBallots));
    expect(report).toMatchObject({ ended: "exhausted", violation: null });
    expect(vacuous(report)).toEqual([]);
  });

  it("does not survive a look at single votes, even with two ballots", () => {
    expect(explore(votingModel(famous, twoBallots)).violation?.script).toHaveLength(12);
  });

  it("is killed within the bounds that `paxoslab verify single-decree` has by default", () => {
    const { nodes: acceptors, ...bounds } = settle(familyNamed("single-decree")!, {});
    const { violation } = explore(separateRoles({ ...bounds, acceptors, nacks: "unsaid" }, famous.roles));
    expect(violation?.property).toBe("at most one value is chosen");
    expect(violation?.script).toHaveLength(20);
  });

  const twoBallots: Bounds = { quorums: trio, ballots: 2, timers: "any moment" };
});

/** Every different world of the bank, and how far a bug in it needs the search to go. */
function worlds(all: readonly Mutant[]): readonly { readonly bounds: Bounds; readonly steps: number }[] {
  const groups = Map.groupBy(all, ({ bounds }) => `${inWords(bounds)} ${JSON.stringify(bounds.requests)}`);
  return [...groups.values()].map((group) => ({
    bounds: group[0]!.bounds,
    steps: Math.max(...group.map(({ shortest }) => shortest.steps)),
  }));
}

const killOf = ({ violation }: Report<V>): Mutant["shortest"] | null =>
  violation && { property: violation.property, steps: violation.script.length };

const lines: string[] = [];

/** Explores the model, and notes what that took for the table below. */
function searched(name: string, bounds: Bounds, model: Model<V>): { model: Model<V>; report: Report<V> } {
  const start = performance.now();
  const report = explore(model);
  const columns = [
    `${Math.round(performance.now() - start)} ms`.padStart(8),
    report.states.toLocaleString("en").padStart(9),
    (report.violation === null ? "held" : `${report.violation.script.length} steps`).padStart(8),
    `${name} (${report.violation?.property ?? "nothing breaks"}; ${inWords(bounds)})`,
  ];
  lines.push(columns.join("  "));
  return { model, report };
}

afterAll(() => {
  process.stdout.write(
    `\ntime, states, shortest trace, planted bug or right variant:\n${lines.join("\n")}\n`,
  );
});
