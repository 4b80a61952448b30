import { nodes, type NodeId, type NodeSet, type Random } from "../../../core/index.ts";
import type { Membership, Slot, Tenure } from "../../../protocols/multi-paxos/index.ts";
import type { QuorumPlan } from "../../quorum-plan.ts";
import type { Way } from "./port.ts";

/** What a node knows of who is in charge of what. */
export interface Eras {
  /** In order. What is over may be forgotten: the first need not be configuration 0. */
  readonly tenures: readonly Tenure[];
  /** The quorums of each. */
  readonly ways: readonly Way[];
}

const everybody = nodes(8);

/** One member or two are replaced at a time, some tenures are as short as a slot, and sets are listed in any order. */
export function drawEras(random: Random, quorums: "majorities" | "others" = "majorities"): Eras {
  const first = random.pick([0, 0, random.integer(1, 3)]);
  let members: readonly NodeId[] = random.shuffle(everybody).slice(0, random.integer(3, 5));
  let from = first === 0 ? 0 : random.integer(1, 10);
  const eras = Array.from({ length: random.integer(2, 4) }, (_, nth) => {
    const membership: Membership =
      first + nth === 0 ? { kind: "initial" } : { kind: "majority", nodes: members };
    const era = {
      tenure: { number: first + nth, from, membership },
      way: { membership, quorums: quorums === "majorities" ? majorityOf(members) : otherOf(random, members) },
    };
    members = replaced(random, members);
    from += random.pick([1, random.integer(2, 9)]);
    return era;
  });
  return { tenures: eras.map(({ tenure }) => tenure), ways: eras.map(({ way }) => way) };
}

const majorityOf = (acceptors: readonly NodeId[]): QuorumPlan => ({ kind: "majority", acceptors });

/** Quorums of sizes that differ by phase, larger or smaller than a majority in the first. */
function otherOf(random: Random, acceptors: readonly NodeId[]): QuorumPlan {
  const phase1 = random.pick([2, acceptors.length]);
  return { kind: "sizes", acceptors, phase1, phase2: acceptors.length + 1 - phase1 };
}

function replaced(random: Random, members: readonly NodeId[]): readonly NodeId[] {
  const strangers = random.shuffle(everybody.filter((node) => !members.includes(node)));
  const count = random.integer(1, 2);
  return random.shuffle([...members.slice(count), ...strangers.slice(0, count)]);
}

export interface Question extends Eras {
  readonly slot: Slot;
  readonly promises: NodeSet;
}

/** At the first slot of a tenure, at the last, or anywhere; with promises of about as many as are needed. */
export function drawQuestion(random: Random, quorums?: "majorities" | "others"): Question {
  const eras = drawEras(random, quorums);
  const slot = drawSlot(random, eras);
  const crowd = random.pick(eras.ways).quorums.acceptors;
  const promises = everybody.filter((node) =>
    crowd.includes(node) ? random.chance(0.8) : random.chance(0.3),
  );
  return { ...eras, slot, promises };
}

export function drawSlot(random: Random, { tenures }: Eras): Slot {
  const [first] = tenures as readonly [Tenure];
  const { from } = random.pick(tenures);
  return Math.max(first.from, from + random.pick([-1, 0, 0, 1, 100]));
}
