import {
  emptyArray,
  fromIndex,
  majority,
  nodes,
  withItem,
  type Ballot,
  type Random,
} from "../../../core/index.ts";
import {
  noOp,
  type ClientCommand,
  type Slot,
  type SlotProposal,
  type Value,
} from "../../../protocols/multi-paxos/index.ts";
import { diaryProtocol, type DiaryNode } from "../../diary.ts";

/** A leader has just been elected. */
export interface Takeover {
  readonly promises: readonly (readonly SlotProposal<string>[])[];
  readonly from: Slot;
  readonly own: readonly ClientCommand<string>[];
}

interface Extent {
  /** How many slots before `from`, and from there on, anybody may report. */
  readonly early?: number;
  readonly slots: number;
  /** How likely a slot is to be reported by nobody. (The last one is by somebody.) */
  readonly gaps?: number;
  readonly own: number;
}

const plans = ["drains", "pumps", "sea wall", "footbridge", "rain gauges", "hospital", "buses", "lights"];

export function takeover(random: Random, { early = 0, slots, gaps = 0, own: ownCount }: Extent): Takeover {
  const from = random.integer(early, 12);
  const promises = Array.from({ length: random.integer(2, 4) }, (): SlotProposal<string>[] => []);
  const wishes = wishesOf(random);
  for (let slot = from - early; slot < from + slots; slot++) {
    const isLast = slot === from + slots - 1;
    if (!isLast && random.chance(gaps)) continue;
    const proposals = ballots(random).map((ballot) => ({ slot, ballot, value: wishes() }));
    // Who reports least often is the one that reaches farthest.
    const sure = isLast ? shortest(promises) : random.pick(promises);
    for (const promise of promises) {
      if (promise === sure || random.chance(isLast ? 0.3 : 0.6)) promise.push(random.pick(proposals));
    }
  }
  const own = Array.from({ length: ownCount }, () => wishes(false)).flatMap((value) =>
    value.kind === "commands" ? value.commands : [],
  );
  return { promises, from, own };
}

const shortest = <Item>(lists: readonly Item[][]): Item[] =>
  lists.reduce((least, list) => (list.length < least.length ? list : least));

/** Up to three ballots of different nodes: whoever compares them as text or by round alone is found out. */
function ballots(random: Random): readonly Ballot[] {
  const rounds = random.pick([[9, 10], [2], [99, 100], [1, 2, 3], [10]]);
  const nodes = random.shuffle([1, 2, 9, 10, 14, 27]);
  return [0, 1, 2].map((nth) => ({ round: random.pick(rounds), node: nodes[nth]! }));
}

/** Commands of as many clients, no two alike; now and then a no-op, if it may be. */
function wishesOf(random: Random): (noOps?: boolean) => Value<string> {
  let client = 0;
  return (noOps = true) => {
    if (noOps && random.chance(0.15)) return noOp;
    const command = `${random.pick(plans)} ${++client}`;
    return { kind: "commands", commands: [{ client, sequence: random.integer(0, 3), command }] };
  };
}

/** A node that has seen nothing yet. */
export const freshNode: DiaryNode = diaryProtocol({ quorums: majority(nodes(3)) }).initial(0);

/** A node that has applied some slots and accepted proposals in some of those after them. */
export interface Accepted {
  readonly state: DiaryNode;
  /** What a candidate may ask about: not before what its log goes back to. */
  readonly from: Slot;
  readonly log: readonly SlotProposal<string>[];
}

export function accepted(random: Random): Accepted {
  const next = random.integer(0, 20);
  const start = random.integer(0, next);
  const wishes = wishesOf(random);
  const log: SlotProposal<string>[] = [];
  for (let slot = start; slot < next + random.integer(2, 6); slot++) {
    const isFull = slot < next || random.chance(0.6);
    if (isFull) log.push({ slot, ballot: random.pick(ballots(random)), value: wishes() });
  }
  // Whatever it has accepted, it has promised more.
  const promised = { round: 200, node: random.integer(0, 3) };
  const items = log.reduce(
    (all, { slot, ballot, value }) => withItem(all, slot, { ballot, value }),
    emptyArray as DiaryNode["log"],
  );
  const state: DiaryNode = {
    ...freshNode,
    promised,
    log: fromIndex(items, start),
    logStart: start,
    replica: { ...freshNode.replica, next },
    snapshot: { ...freshNode.snapshot, next: start },
  };
  return { state, from: random.integer(start, next + 3), log };
}
