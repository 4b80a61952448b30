import {
  createRandom,
  milliseconds,
  nodes as nodesOf,
  seconds,
  type Duration,
  type NodeId,
  type Time,
  type Vocabulary,
} from "../../../core/index.ts";
import type { Distribution } from "../../../monitoring/index.ts";
import { calmNetwork } from "../../../sim/index.ts";
import type { TallySystem } from "../../log/tally.ts";
import { outage, watched } from "../../log/watched.ts";
import { Ledger } from "./ledger.ts";

export interface OutageOptions {
  /** So many nodes crash at once, the leader among them. */
  readonly f: number;
  readonly seed: number;
}

/** What clients who ask without a pause see of it when the leader, and as many others as may, crash and come back. */
export interface OutageReport {
  readonly crashedAt: Time;
  readonly victims: readonly NodeId[];
  /** The longest time in which nobody was answered. */
  readonly gap: Duration;
  readonly asked: number;
  readonly answered: number;
  /** From asking to the answer, however often a client had to ask. */
  readonly latency: Distribution;
  /** Commands that were answered and are gone. Must be none. */
  readonly lost: number;
  /** Commands that were executed twice. Must be none. */
  readonly doubled: number;
  /** What was broken of all that a replicated log promises; null if nothing was. */
  readonly problem: string | null;
}

/** Clients a second; enough of them that a gap is measured to within 5 ms. */
const rate = 200;

const begins: Time = seconds(1);
const lasts: Duration = seconds(1.5);
const endsAt: Time = seconds(5);

/** The same seed, the same schedule, whatever the protocol: the moment, and who crashes with the leader. */
export function outageRun<V extends Vocabulary>(
  system: TallySystem<V>,
  nodes: number,
  { f, seed }: OutageOptions,
): OutageReport {
  const random = createRandom(seed).fork();
  const crashedAt = seconds(1.5) + random.integer(0, milliseconds(500));
  const places = random.shuffle(nodesOf(nodes).slice(1)).slice(0, f - 1);
  const ledger = new Ledger(system);
  const victims: NodeId[] = [];
  const { run, metrics } = watched(system, {
    nodes,
    seed,
    network: calmNetwork,
    endsAt,
    trace: "off",
    story: (clients, meter) => {
      const down = () => [0, ...places].map((place) => ((meter.leader ?? 0) + place) % nodes);
      const crash = { at: crashedAt, restartAt: crashedAt + lasts, victims: down };
      return [...clients.asking(rate, begins, endsAt - seconds(1)), ...outage(crash, clients)];
    },
    observer: (event) => {
      ledger.observe(event);
      if (event.kind === "crash") victims.push(event.node);
    },
  });
  const silence = metrics.answers.longestSilence;
  return {
    crashedAt,
    victims,
    gap: silence === null ? 0 : silence.to - silence.from,
    asked: ledger.asked,
    answered: ledger.answered,
    latency: metrics.proposals.timeToDecide,
    lost: ledger.lost,
    doubled: ledger.doubled,
    problem: run.violation?.problem ?? null,
  };
}
