import {
  createRandom,
  microseconds,
  milliseconds,
  seconds,
  type Duration,
  type Time,
  type Vocabulary,
} from "../../../core/index.ts";
import { distributionOf, type Distribution } from "../../../monitoring/index.ts";
import { at, costs, simulate, type Scheduled, type WorkModel } from "../../../sim/index.ts";
import { deskOf, opening, type Served } from "./served.ts";
import { ed25519, SignatureMeter, type SignatureCosts } from "./signature-costs.ts";

export interface LoadOptions {
  readonly f: number;
  readonly seed: number;
  /** Each asks for the next thing as soon as it has its answer. By default so many that replicas are at their limit. */
  readonly clients: number;
  /** As many commands share a slot, a batch or a block, at most. */
  readonly batch: number;
  readonly signatures: SignatureCosts;
  /** To take in a message, and to send one. */
  readonly handle: Duration;
  readonly send: Duration;
  /** From node to node, one way, and by how much a message may take longer. */
  readonly latency: Duration;
  readonly jitter: Duration;
  readonly warmUp: Duration;
  readonly length: Duration;
}

/** What a group does at most. */
export interface Load {
  /** Commands answered in a second of virtual time. */
  readonly perSecond: number;
  readonly latency: Distribution;
  readonly messagesPerCommand: number;
  /** Share of the time that the replica with most to do is busy, from 0 to 1. */
  readonly busiest: number;
}

/** One core for each replica, which does one thing at a time; nothing is written to disk. */
export const loadDefaults: Omit<LoadOptions, "f" | "seed"> = {
  clients: 300,
  batch: 50,
  signatures: ed25519,
  handle: microseconds(10),
  send: microseconds(5),
  latency: microseconds(500),
  jitter: microseconds(100),
  warmUp: milliseconds(150),
  length: milliseconds(200),
};

/** How much a group gets done if its clients always want more. Clients have machines enough: theirs is never the limit. */
export function loaded<V extends Vocabulary>(
  served: Served<V>,
  options: Pick<LoadOptions, "f" | "seed"> & Partial<LoadOptions>,
): Load {
  const settled: LoadOptions = { ...loadDefaults, ...options };
  const { f, seed, clients, batch, latency, jitter, warmUp, length } = settled;
  const replicas = served.replicasFor(f);
  const desk = deskOf(replicas);
  const meter = new SignatureMeter();
  const protocol = served.protocol(replicas, {
    authentication: meter.authentication,
    patience: seconds(2),
    batch,
  });
  const ask = (time: Time, client: number, sequence: number): Scheduled<V> => {
    const request = served.ask({ kind: "execute", client, sequence, command: 1 });
    return at<V>(time, { kind: "request", node: desk, request });
  };
  // Answers come a whole block at a time: were it always the same moment of it, all seeds would err to the same side.
  const from = opening + warmUp + createRandom(seed).integer(0, milliseconds(20));
  const sent = new Map<number, Time>();
  const latencies: Duration[] = [];
  const busy = new Map<number, Duration>();
  let messages = 0;
  simulate<V>({
    protocol: meter.watching(protocol),
    nodes: replicas + 1,
    seed,
    network: {
      latency: { kind: "uniform", min: latency, max: latency + jitter },
      loss: 0,
      duplication: 0,
      ordering: "fifo",
    },
    work: workOf(settled, meter, desk),
    schedule: [
      ...served.opening(replicas),
      ...Array.from({ length: clients }, (_, client) =>
        ask(opening + Math.floor((4 * latency * client) / clients), client, 0),
      ),
    ],
    clients: ({ at, node, decision }) => {
      const answer = node === desk ? served.answered(decision) : null;
      return answer === null ? [] : [ask(at, answer.client, answer.sequence + 1)];
    },
    trace: "off",
    decisions: "off",
    untilSteps: Infinity,
    untilTime: from + length,
    observer: (event) => {
      const isMeasured = event.at >= from;
      if (event.kind === "send" && isMeasured) messages++;
      if ("work" in event && isMeasured) {
        busy.set(event.node, (busy.get(event.node) ?? 0) + Math.min(event.work ?? 0, event.at - from));
      }
      const answer = event.kind === "decide" && event.node === desk ? served.answered(event.decision) : null;
      if (answer === null) return;
      const since = sent.get(answer.client);
      sent.set(answer.client, event.at);
      if (isMeasured && since !== undefined) latencies.push(event.at - since);
    },
  });
  return {
    perSecond: (latencies.length * 1e6) / length,
    latency: distributionOf(latencies),
    messagesPerCommand: messages / latencies.length,
    busiest: Math.max(0, ...busy.values()) / length,
  };
}

function workOf<V extends Vocabulary>(
  { handle, send, signatures: { sign, check } }: LoadOptions,
  meter: SignatureMeter,
  desk: number,
): WorkModel<V> {
  const plain = costs<V>({ handle, send, persist: 0 });
  let before = meter.count;
  return (input, effects) => {
    const { made, checked } = meter.count;
    const signing = sign * (made - before.made) + check * (checked - before.checked);
    before = meter.count;
    return meter.last === desk ? 0 : plain(input, effects) + signing;
  };
}
