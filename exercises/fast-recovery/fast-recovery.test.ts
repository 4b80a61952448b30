import { createRandom, nodes, type NodeId, type NodeSet } from "paxoslab/core";
import {
  fastExplicit,
  fastFlexible,
  fastPaxosPhrases,
  fastPaxosQuorums,
  type FastQuorums,
  type Report,
} from "paxoslab/protocols/fast-paxos";
import { check, fastPaxosModel } from "paxoslab/verify";
import { describe, expect, test } from "vitest";
import { mayBeChosen, pick, recoveryRules } from "#exercise/fast-recovery/fast-recovery.ts";

const four = fastPaxosQuorums(nodes(4));
const five = fastPaxosQuorums(nodes(5));
const [bandra, kurla, andheri, dadar] = [0, 1, 2, 3];

const votes = (vval: string, vrnd: number, ...voters: readonly NodeId[]): Report<string> => ({
  vrnd,
  vval,
  nodes: voters,
});
const silent = (...nodes: readonly NodeId[]): Report<string> => ({ vrnd: 0, vval: null, nodes });

/** Rounds 1 and 3 are fast. */
const isFast = (round: number): boolean => round % 2 === 1;

/** What is picked, in a word. */
function picked(reports: readonly Report<string>[], quorums: FastQuorums = four): string {
  const answer = pick(reports, quorums, isFast);
  return answer.kind === "free" ? "free" : answer.value;
}

describe("O4: what may have been chosen", () => {
  test("whoever has not been heard may have voted for it", () => {
    const [drains, pumps] = [votes("drains", 1, bandra, kurla), votes("pumps", 1, andheri)];
    expect(
      mayBeChosen(drains, [drains, pumps], four),
      "Bandra and Kurla have voted for the drains, and Dadar has not been heard: with its vote they are three of four, and chosen.",
    ).toBe(true);
    expect(
      mayBeChosen(pumps, [drains, pumps], four),
      "The pumps have Andheri's vote and at best Dadar's. That is two of four: they can never have been chosen.",
    ).toBe(false);
  });

  test("if all have been heard, only what is there counts", () => {
    const [drains, pumps] = [votes("drains", 1, bandra, kurla), votes("pumps", 1, andheri, dadar)];
    for (const vote of [drains, pumps]) {
      expect(
        mayBeChosen(vote, [drains, pumps], four),
        "Two votes each, and all four heard: nothing is chosen.",
      ).toBe(false);
    }
  });

  test("whoever has joined a later round without a vote will not vote in this one any more", () => {
    const drains = votes("drains", 1, bandra);
    expect(
      mayBeChosen(drains, [silent(kurla, andheri), drains], four),
      "Kurla and Andheri have reported that they never voted, and they have left round 1. With Dadar the drains come to two.",
    ).toBe(false);
  });

  test("quorums need not be a matter of numbers", () => {
    const quorums = fastExplicit({
      acceptors: nodes(4),
      phase1: [[bandra, andheri, dadar]],
      classic: [[bandra]],
      fast: [[bandra, kurla]],
    });
    const [drains, pumps] = [votes("drains", 1, bandra), votes("pumps", 1, andheri, dadar)];
    expect(
      mayBeChosen(drains, [drains, pumps], quorums),
      "Bandra and Kurla alone are a fast quorum here. Bandra has voted for the drains, and Kurla has not been heard.",
    ).toBe(true);
    expect(mayBeChosen(pumps, [drains, pumps], quorums), "No fast quorum is without Bandra.").toBe(false);
  });
});

describe("what to ask for", () => {
  test("anything, if nobody has voted", () => {
    expect(
      picked([silent(bandra, kurla, andheri)]),
      "Nobody of a phase-1 quorum has voted: nothing is chosen.",
    ).toBe("free");
  });

  test("the plan that may have been chosen, wherever it stands in the list", () => {
    for (const reports of [
      [votes("drains", 1, bandra, kurla), votes("pumps", 1, andheri)],
      [votes("lights", 1, bandra), votes("pumps", 1, kurla, andheri)],
    ]) {
      const expected = reports.find(({ nodes }) => nodes.length === 2)!.vval;
      expect(
        picked(reports),
        `With the vote of the ward that was not heard, the ${expected} are chosen. Nothing else can have been.`,
      ).toBe(expected);
    }
  });

  test("anything that was proposed, if the votes are so divided that nothing can have been chosen", () => {
    const divided = [votes("drains", 1, bandra, kurla), votes("pumps", 1, andheri, dadar)];
    expect(
      ["free", "drains", "pumps"],
      "Nothing can have been chosen: free, or one of the plans voted for.",
    ).toContain(picked(divided));
  });

  test("not the plan with most votes, if another one may have been chosen", () => {
    const quorums = fastExplicit({
      acceptors: nodes(4),
      phase1: [[bandra, andheri, dadar]],
      classic: [[bandra]],
      fast: [[bandra, kurla]],
    });
    expect(
      picked([votes("drains", 1, bandra), votes("pumps", 1, andheri, dadar)], quorums),
      "Two of three votes are for the pumps. But Bandra's, with Kurla's that has not been heard, may have chosen the drains.",
    ).toBe("drains");
  });

  test("what a classic round has asked for, however few have voted for it yet", () => {
    expect(
      picked([silent(bandra, kurla), votes("drains", 2, andheri)]),
      "Round 2 was classic. Andheri's vote is the only one you see, but the clerk may see another two; and there can be no other plan.",
    ).toBe("drains");
  });

  test("votes of the highest round only", () => {
    expect(
      picked([votes("pumps", 1, bandra, kurla, dadar), votes("drains", 2, andheri)], five),
      "Three votes of round 1 are for the pumps. But in round 2 somebody was free to ask for the drains: so the pumps cannot have been chosen.",
    ).toBe("drains");
    expect(
      picked([votes("drains", 1, bandra, kurla), votes("lights", 3, andheri, dadar), silent(4)], five),
      "Round 3 was fast and is the highest. Its only plan is the lights; the drains of round 1 count no more.",
    ).not.toBe("drains");
  });

  test("reports are left as they are", () => {
    const reports = Object.freeze([
      Object.freeze(votes("drains", 1, bandra, kurla)),
      Object.freeze(votes("pumps", 1, andheri)),
    ]);
    expect(picked(reports)).toBe("drains");
    expect(reports.map(({ nodes }) => nodes)).toEqual([[bandra, kurla], [andheri]]);
  });
});

describe("against the definition, word by word", () => {
  /** All groups of acceptors, by a number each of whose bits is one of them. */
  const groups = (acceptors: NodeSet): readonly NodeSet[] =>
    Array.from({ length: 2 ** acceptors.length }, (_, bits) =>
      acceptors.filter((node) => Math.floor(bits / 2 ** node) % 2 === 1),
    );

  const systems: readonly FastQuorums[] = [
    four,
    five,
    fastPaxosQuorums(nodes(3)),
    fastFlexible(nodes(5), { phase1: 5, classic: 1, fast: 3 }),
    fastFlexible(nodes(5), { phase1: 2, classic: 4, fast: 5 }),
    fastExplicit({
      acceptors: nodes(5),
      phase1: [
        [0, 1, 2],
        [0, 3, 4],
      ],
      classic: [[0]],
      fast: [
        [0, 1],
        [0, 2, 3],
        [0, 4],
      ],
    }),
  ];

  test.each(systems.map((quorums) => [quorums.name, quorums] as const))(
    "two hundred reports: %s",
    (_, quorums) => {
      const random = createRandom(4);
      const all = groups(quorums.acceptors);
      for (let nth = 0; nth < 200; nth++) {
        const heard = random.pick(all.filter((group) => quorums.isPhase1Quorum(group)));
        const reports = drawReports(heard, random.pick([1, 1, 2, 3]), () => random.integer(0, 3));
        const highest = Math.max(...reports.map(({ vrnd }) => vrnd));
        const inHighest = reports.filter(({ vrnd }) => vrnd === highest && highest > 0);
        const inWords = reports
          .map(
            ({ vrnd, vval, nodes }) => `{${nodes.join(", ")}} ${vrnd === 0 ? "never" : `${vval} in ${vrnd}`}`,
          )
          .join("; ");
        const possible = inHighest.filter(({ nodes }) =>
          all.some(
            (group) =>
              quorums.isFastQuorum(group) &&
              group.every((node) => !heard.includes(node) || nodes.includes(node)),
          ),
        );
        for (const vote of isFast(highest) ? inHighest : []) {
          expect(
            mayBeChosen(vote, reports, quorums),
            `${quorums.name}; reports: ${inWords}. Whether "${vote.vval}" may have been chosen in round ${highest}:`,
          ).toBe(possible.includes(vote));
        }
        const allowed = !isFast(highest)
          ? inHighest.map(({ vval }) => vval)
          : possible.length > 0
            ? possible.map(({ vval }) => vval)
            : ["free", ...inHighest.map(({ vval }) => vval)];
        const answer = picked(reports, quorums);
        expect(
          (highest === 0 ? ["free"] : allowed).includes(answer),
          `${quorums.name}; reports: ${inWords}. You pick "${answer}"; right would be ${allowed.join(" or ") || "free"}.`,
        ).toBe(true);
      }
    },
  );

  /** In a classic round all votes are for one plan. */
  function drawReports(heard: NodeSet, highest: number, dice: () => number): readonly Report<string>[] {
    const reports = new Map<string, Report<string>>();
    for (const node of heard) {
      const vrnd = Math.max(0, highest - Math.max(0, dice() - 1));
      const vval = vrnd === 0 ? null : isFast(vrnd) ? `plan ${dice() % 3}` : "the plan";
      const key = `${vrnd} ${vval}`;
      reports.set(key, { vrnd, vval, nodes: [...(reports.get(key)?.nodes ?? []), node] });
    }
    return [...reports].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, report]) => report);
  }
});

describe("in every run", () => {
  test("of four wards with two proposals, a fast round and the classic round after it", async () => {
    const model = fastPaxosModel({ quorums: four, rounds: 2, configuration: { rules: recoveryRules() } });
    const { report, counterexample } = await check(model, { phrases: fastPaxosPhrases });
    expect(
      report.violation,
      `${counterexample?.problem ?? ""}\n${counterexample?.story.map(({ text }) => text).join("\n") ?? ""}`,
    ).toBeNull();
    expect(report.ended, "All runs have been looked at.").toBe("exhausted");
  }, 20_000);
});
