import { sameData } from "../../../core/index.ts";
import { formatMembership, type Membership, type Tenure } from "../../../protocols/multi-paxos/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import { quorumSystem } from "../../quorum-plan.ts";
import { show } from "../../told.ts";
import { drawEras, drawQuestion, drawSlot, type Eras, type Question } from "./occasions.ts";
import { quorumsOf, type ReconfigurationCalls } from "./port.ts";
import { rightReconfiguration as right } from "./right.ts";

type ReconfigurationCase = Case<ReconfigurationCalls>;

const onMajorities = occasions<ReconfigurationCalls, Question>((random) => drawQuestion(random), 30);
const onOtherQuorums = occasions<ReconfigurationCalls, Question>(
  (random) => drawQuestion(random, "others"),
  30,
);

const mayPropose = (
  module: ReconfigurationCalls,
  { tenures, ways, slot, promises }: Question,
): Finding | null => {
  const got = module.mayPropose(tenures, slot, promises, ways);
  const wanted = right.mayPropose(tenures, slot, promises, quorumsOf(ways));
  return got === wanted
    ? null
    : {
        sentence: `${erasText({ tenures, ways })} Promises of ${set(promises)} ${wanted ? "are enough" : "are not enough"} for slot ${slot}, of which configuration ${right.governs(tenures, slot).number} is in charge; mayPropose answers ${String(got)}.`,
      };
};

/** Lamport, *Paxos Made Simple*, end of section 3; Lamport, Malkhi and Zhou, *Reconfiguring a State Machine* (2010). */
export const contract: readonly ReconfigurationCase[] = [
  {
    name: "puts a configuration in charge a whole window later",
    points: 2,
    why: "A leader may be at work in every slot of the window, by the votes of the old members. In a nearer slot two quorums could decide that need not meet.",
    run: (module, random) => {
      for (const window of random.shuffle([1, 2, 3, 8, random.integer(4, 50)])) {
        const slot = random.integer(0, 60);
        const got = module.inForceFrom(slot, window);
        if (got === slot + window) continue;
        return {
          sentence: `Chosen in slot ${slot}, with a window of ${window}, a configuration is in charge from slot ${slot + window} on; inForceFrom answers ${got}.`,
        };
      }
      return null;
    },
  },
  {
    name: "knows which configuration is in charge of a slot",
    points: 2,
    why: "Every slot has one configuration, from its first proposal to its last vote. Where two nodes disagree about it, so may their quorums.",
    run: occasions<ReconfigurationCalls, Question>(
      (random) => drawQuestion(random),
      20,
    )((module, { tenures, ways, slot }) => {
      const [got, wanted] = [module.governs(tenures, slot), right.governs(tenures, slot)];
      return sameData(got, wanted)
        ? null
        : {
            sentence: `${erasText({ tenures, ways })} Of slot ${slot} configuration ${wanted.number} is in charge; governs answers ${show(got)}.`,
          };
    }),
  },
  {
    name: "gives a vote to members, and to nobody else",
    points: 1,
    why: "Quorums of members meet. What a stranger has promised or accepted, nobody need ever hear of.",
    run: occasions<ReconfigurationCalls, Question>((random) => drawQuestion(random))((module, { ways }) => {
      const { quorums } = ways[0]!;
      const wrong = [0, 1, 2, 3, 4, 5, 6, 7].find(
        (node) => module.hasVote(node, quorums) !== right.hasVote(node, quorumSystem(quorums)),
      );
      if (wrong === undefined) return null;
      const isMember = quorums.acceptors.includes(wrong);
      return {
        sentence: `Among members ${set(quorums.acceptors)}, node ${wrong} ${isMember ? "has a vote" : "has none"}; hasVote answers ${String(!isMember)}.`,
      };
    }),
  },
  {
    name: "asks the members in charge and all those to come, each once",
    points: 2,
    why: "A leader proposes in this slot and in all after it. Whom it has not asked may have accepted something there; and who is in charge of nothing any more is asked for nothing.",
    run: occasions<ReconfigurationCalls, Eras & { readonly from: number }>((random) => {
      const eras = drawEras(random);
      return { ...eras, from: drawSlot(random, eras) };
    }, 20)((module, { tenures, ways, from }) => {
      const got = module.asksWhom(tenures, from, ways);
      const wanted = right.asksWhom(tenures, from, quorumsOf(ways));
      return sameData(inOrder(got), inOrder(wanted))
        ? null
        : {
            sentence: `${erasText({ tenures, ways })} For slot ${from} and all after it ${set(wanted)} are to be asked, each once; asksWhom answers [${got.join(", ")}].`,
          };
    }),
  },
  {
    name: "proposes with promises of a quorum of the slot’s own members",
    points: 2,
    why: "Promises of former members keep nobody away from there: the leader that they have stopped may have got values chosen by the new members alone.",
    run: onMajorities(mayPropose),
  },
  {
    name: "asks the quorums, which need not be majorities",
    points: 1,
    why: "What counts is that a set of promises meets every set of votes that could have chosen something. That may take more than a majority, or less.",
    run: onOtherQuorums(mayPropose),
  },
];

const inOrder = (list: readonly number[]): readonly number[] => list.toSorted((a, b) => a - b);

const set = (list: readonly number[]): string => `{${inOrder(list).join(", ")}}`;

function erasText({ tenures, ways }: Eras): string {
  const eras = tenures.map((tenure, nth) => eraText(tenure, ways[nth]!));
  return `C${eras.join("; ").slice(1)}.`;
}

function eraText({ number, from, membership }: Tenure, { quorums }: Eras["ways"][number]): string {
  const sizes =
    quorums.kind === "sizes" ? ` (phase 1 takes ${quorums.phase1}, phase 2 ${quorums.phase2})` : "";
  return `configuration ${number} is in charge from slot ${from} on: ${who(membership, quorums.acceptors)}${sizes}`;
}

const who = (membership: Membership, acceptors: readonly number[]): string =>
  membership.kind === "initial" ? `the initial members ${set(acceptors)}` : formatMembership(membership);
