import {
  milliseconds,
  sameBallot,
  seconds,
  type Ballot,
  type NodeId,
  type Time,
  type Vocabulary,
} from "../../../core/index.ts";
import type { LogLens } from "../../../properties/index.ts";
import { calmNetwork, type TraceEvent } from "../../../sim/index.ts";
import type { TallySystem } from "../../log/tally.ts";
import { outage, watched } from "../../log/watched.ts";
import { Ledger } from "./ledger.ts";
import { opening } from "./schedule.ts";

/** What a node's disk says of its log: the slots below `start` have been cut off. */
export type DiskLens<V extends Vocabulary> = (persisted: V["persisted"]) => {
  readonly start: number;
  readonly entries: readonly { readonly slot: number }[];
};

/** What one sees of a log whose leader crashes with proposals under way, some of which were lost. */
export interface CloserLook {
  /** Whether a node's disk ever held a slot of the log and not one before it; null if nodes keep no log on disk. */
  readonly hadHole: boolean | null;
  /** How often a node led after a campaign, */
  readonly elections: number;
  /** and how often it lacked, when it campaigned, something that had been executed; null if nodes keep no log on disk. */
  readonly lacking: number | null;
  /** Commands that the first leader was asked for, and that were executed after one that it was asked for later. */
  readonly overtaken: number;
}

const crashAt: Time = opening + milliseconds(500);
const endsAt: Time = crashAt + seconds(2);

/**
 * Clients all ask the leader, one message in ten is lost, and then the leader crashes for good. Those who were not answered
 * ask the node after it, in the same order; and as messages between two nodes arrive in the order in which they were sent,
 * only what the dead leader had proposed can upset that order.
 */
export function closeLook<V extends Vocabulary>(
  system: TallySystem<V>,
  nodes: number,
  seed: number,
  { logEventIn, onDisk }: { readonly logEventIn: LogLens<V>; readonly onDisk: DiskLens<V> | null },
): CloserLook {
  const ledger = new Ledger(system);
  const watch = new LogWatch(system, logEventIn, onDisk);
  const rate = 500;
  watched(system, {
    nodes,
    seed,
    network: {
      ...calmNetwork,
      ordering: "fifo",
      spells: [{ from: opening, to: crashAt, link: { loss: 0.1 } }],
    },
    endsAt,
    trace: "off",
    story: (clients, meter) => [
      ...clients.asking(rate, opening, crashAt, () => meter.leader ?? 0),
      ...outage({ at: crashAt, restartAt: null, victims: () => [meter.leader ?? 0] }, clients),
    ],
    observer: (event) => {
      ledger.observe(event);
      watch.observe(event);
    },
  });
  return { ...watch.seen, overtaken: overtaken(ledger.results) };
}

/** By client, in the order of asking, the sum it was told: the smaller it is, the earlier its command was executed. */
function overtaken(results: ReadonlyMap<number, number>): number {
  // The first of all asked before anybody was known to lead.
  const inOrder = [...results]
    .toSorted(([a], [b]) => a - b)
    .slice(1)
    .map(([, sum]) => sum);
  let count = 0;
  let least = Infinity;
  for (const sum of inOrder.toReversed()) {
    if (sum > least) count++;
    least = Math.min(least, sum);
  }
  return count;
}

/** A campaign, and how much of the log the candidate had on its disk. */
interface Campaign {
  readonly node: NodeId;
  readonly ballot: Ballot;
  readonly disk: ReturnType<DiskLens<Vocabulary>> | null;
}

/** Follows what stands on disks, and who is elected with how much on it. */
class LogWatch<V extends Vocabulary> {
  readonly #system: TallySystem<V>;
  readonly #logEventIn: LogLens<V>;
  readonly #onDisk: DiskLens<V> | null;
  readonly #disks = new Map<NodeId, V["persisted"]>();
  readonly #executed = new Set<number>();
  readonly #open = new Map<NodeId, Campaign>();
  #hadHole = false;
  #elections = 0;
  #lacking = 0;

  constructor(system: TallySystem<V>, logEventIn: LogLens<V>, onDisk: DiskLens<V> | null) {
    this.#system = system;
    this.#logEventIn = logEventIn;
    this.#onDisk = onDisk;
  }

  readonly observe = (event: TraceEvent<V>): void => {
    switch (event.kind) {
      case "persist":
        this.#disks.set(event.node, event.value);
        this.#hadHole ||= this.#onDisk !== null && hasHole(this.#onDisk(event.value));
        return;
      case "decide": {
        const seen = this.#logEventIn(event.decision);
        if (seen?.kind === "applied") this.#executed.add(seen.slot);
        return;
      }
      case "send":
        return this.#hear(event.node, event.message);
      default:
        return;
    }
  };

  get seen(): Omit<CloserLook, "overtaken"> {
    const keepsLog = this.#onDisk !== null;
    return {
      hadHole: keepsLog ? this.#hadHole : null,
      elections: this.#elections,
      lacking: keepsLog ? this.#lacking : null,
    };
  }

  #hear(node: NodeId, message: V["message"]): void {
    const { lens } = this.#system;
    const campaign = lens.campaign(message);
    if (campaign !== null && !this.#isOpen(node, campaign)) {
      const persisted = this.#disks.get(node);
      const disk = this.#onDisk === null || persisted === undefined ? null : this.#onDisk(persisted);
      this.#open.set(node, { node, ballot: campaign, disk });
    }
    const led = lens.leads(message);
    if (led === null || !this.#isOpen(node, led)) return;
    const won = this.#open.get(node)!;
    this.#open.delete(node);
    this.#elections++;
    if (won.disk !== null && lacksSome(won.disk, this.#executed)) this.#lacking++;
  }

  #isOpen(node: NodeId, ballot: Ballot): boolean {
    const open = this.#open.get(node);
    return open !== undefined && sameBallot(open.ballot, ballot);
  }
}

function hasHole({ start, entries }: ReturnType<DiskLens<Vocabulary>>): boolean {
  return entries.some(({ slot }, nth) => slot !== start + nth);
}

function lacksSome(
  { start, entries }: ReturnType<DiskLens<Vocabulary>>,
  slots: ReadonlySet<number>,
): boolean {
  const held = new Set(entries.map(({ slot }) => slot));
  return [...slots].some((slot) => slot >= start && !held.has(slot));
}
