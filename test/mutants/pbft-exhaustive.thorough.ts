import { describe, expect, it } from "vitest";
import { explore } from "../../src/check/index.ts";
import type { Group } from "../../src/protocols/byzantine/index.ts";
import { soundRules, type Rules, type Voice } from "../../src/protocols/pbft/index.ts";
import { pbftAmongLiars, type AmongLiars } from "../../src/scenarios/index.ts";

const sound = soundRules<string>();

const withFew = (group: Group): Group => ({ ...group, quorum: group.faults + 1 });

const committedWithFew: Rules<string>["isCommitted"] = (shown, group) =>
  sound.isCommitted(shown, withFew(group));

/** A vote that comes again counts once more. */
const countingTwice = (kind: Voice["kind"]): Partial<Rules<string>> => ({
  counted(votes, vote) {
    const before = votes.filter(({ replica }) => replica === vote.replica);
    return vote.kind === kind && before.length === 1 ? [...votes, vote] : sound.counted(votes, vote);
  },
});

/** Too hard for storms to hit, or plainer in a run as short as can be. */
interface Rarity {
  readonly name: string;
  readonly rules: Partial<Rules<string>>;
  /** What the primary of view 0, Bandra, says to whom; of plans, what it orders. */
  readonly says: Readonly<Record<string, readonly number[]>>;
  readonly plans?: readonly string[];
  readonly echoes?: boolean;
  readonly duplication?: number;
  /** The shortest run that breaks it. */
  readonly steps: number;
}

const [kurla, andheri, dadar] = [1, 2, 3] as const;

/** Kurla will begin view 1: it matters what it has heard of. */
const divided = {
  plans: ["drains", "pumps"],
  says: {
    drains: [andheri, dadar],
    pumps: [kurla],
    commit: [andheri],
    "view-change": [kurla],
  },
};

/** Kurla has heard of nothing. */
const uninformed = { drains: [andheri, dadar], commit: [andheri], "view-change": [kurla] };

const rarities: readonly Rarity[] = [
  {
    name: "prepared with f + 1",
    rules: { isPrepared: (shown, group) => sound.isPrepared(shown, withFew(group)) },
    ...divided,
    steps: 9,
  },
  {
    name: "two pre-prepares are accepted for one view and number",
    rules: { mayAccept: () => true },
    plans: divided.plans,
    says: { ...divided.says, pumps: [kurla, dadar] },
    steps: 12,
  },
  {
    name: "committed with f + 1",
    rules: {
      isCommitted: committedWithFew,
      mayExecute: (shown, group) => sound.isPrepared(shown, group) && committedWithFew(shown, group),
    },
    says: uninformed,
    steps: 7,
  },
  {
    name: "executed at prepared",
    rules: { isCommitted: () => true, mayExecute: sound.isPrepared },
    says: uninformed,
    steps: 6,
  },
  {
    name: "prepares of one sender are counted twice",
    rules: countingTwice("prepare"),
    plans: divided.plans,
    says: { ...divided.says, prepare: [kurla] },
    echoes: true,
    steps: 11,
  },
  {
    name: "commits of one sender are counted twice",
    rules: countingTwice("commit"),
    says: uninformed,
    duplication: 1,
    steps: 8,
  },
];

function bounds({ rules, says, plans = ["drains"], echoes = false }: Omit<Rarity, "name">): AmongLiars {
  const names = ["Bandra", "Kurla", "Andheri", "Dadar"];
  return {
    names,
    liars: 1,
    plans,
    numbers: 1,
    views: 2,
    rules,
    echoes,
    // Andheri will execute, and Kurla begin view 1, when Dadar asks for it too.
    impatient: [kurla, dadar],
    arrives({ to, message: { kind } }) {
      if (kind === "commit" || kind === "new-view") return to === andheri;
      return kind !== "view-change" || to === kurla;
    },
    said({ to, message }) {
      const about = message.kind === "pre-prepare" ? message.batch[0]!.operation : message.kind;
      return says[about]?.includes(to) === true;
    },
  };
}

describe.each(rarities)("planted bug: $name", (rarity) => {
  it(`is found, and no run of fewer than ${rarity.steps} steps shows it`, () => {
    const network = { kind: "unordered", duplication: rarity.duplication ?? 0 } as const;
    const { violation } = explore({ ...pbftAmongLiars(bounds(rarity)), network }, { states: 1_000_000 });
    expect(violation).toMatchObject({
      property: "new views carry over what is executed (among correct nodes)",
    });
    expect(violation?.script).toHaveLength(rarity.steps);
  });
});

it("with the rules as they are, the primary divides nobody, and view 1 begins with what is executed", () => {
  const report = explore(pbftAmongLiars(bounds({ ...divided, rules: {}, steps: 0 })));
  expect(report).toMatchObject({ ended: "exhausted", violation: null, states: 5_463 });
});
