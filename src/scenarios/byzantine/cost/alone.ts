import { milliseconds, type Duration, type Time, type Vocabulary } from "../../../core/index.ts";
import { at, simulate, type Network } from "../../../sim/index.ts";
import { WireMeter } from "../../../wire/index.ts";
import { deskOf, opening, type Served } from "./served.ts";
import { SignatureMeter } from "./signature-costs.ts";
import { inEarnest } from "./sizes.ts";

/** What one command costs that has the group for itself: nothing is batched, nothing fails. */
export interface CommandCost {
  readonly replicas: number;
  /** One-way delays of the network from when the client asks until it has its answer. */
  readonly delays: number;
  /** To and from the client, and between replicas; more than what is said anyway when nobody asks. */
  readonly messages: number;
  /** Of those, with signatures and digests of real length, and with the headers of TCP and IP. */
  readonly bytes: number;
  readonly signaturesMade: number;
  /** By all nodes, the client's own among them. */
  readonly signaturesChecked: number;
}

/** Every message is under way for so long. */
const delay: Duration = milliseconds(1);
const network: Network = {
  latency: { kind: "constant", latency: delay },
  loss: 0,
  duplication: 0,
  ordering: "fifo",
};

/** As many as lie between two checkpoints of PBFT: each command bears its share of one. */
const commands = 100;

/** Long enough for everything that comes of one command, before the next. */
const every: Duration = milliseconds(40);
const endsAt: Time = opening + (commands + 1) * every;

/** A run with the commands and one without any, to be subtracted. */
export function aloneCost<V extends Vocabulary>(served: Served<V>, f: number): CommandCost {
  const replicas = served.replicasFor(f);
  const idle = oneRun(served, replicas, 0);
  const busy = oneRun(served, replicas, commands);
  if (busy.answers < commands) {
    throw new Error(`${served.name} has answered ${busy.answers} of ${commands} commands.`);
  }
  const perCommand = (of: (run: OneRun) => number): number => (of(busy) - of(idle)) / commands;
  return {
    replicas,
    delays: busy.waited / commands / delay,
    messages: perCommand(({ wire }) => wire.messages),
    bytes: perCommand(({ wire }) => wire.bytes),
    signaturesMade: perCommand(({ signatures }) => signatures.made),
    signaturesChecked: perCommand(({ signatures }) => signatures.checked),
  };
}

type OneRun = ReturnType<typeof oneRun>;

function oneRun<V extends Vocabulary>(served: Served<V>, replicas: number, count: number) {
  const desk = deskOf(replicas);
  const meter = new SignatureMeter();
  const wire = new WireMeter<V>({ encoding: inEarnest() });
  const protocol = served.protocol(replicas, {
    authentication: meter.authentication,
    patience: delay * 200,
    batch: 1,
  });
  let answers = 0;
  let waited = 0;
  const askedAt = (client: number): Time => opening + client * every;
  simulate<V>({
    protocol: meter.watching(protocol),
    nodes: replicas + 1,
    seed: 1,
    network,
    schedule: [
      ...served.opening(replicas),
      ...Array.from({ length: count }, (_, client) => {
        const request = served.ask({ kind: "execute", client, sequence: 0, command: 1 });
        return at<V>(askedAt(client), { kind: "request", node: desk, request });
      }),
    ],
    trace: "off",
    untilTime: endsAt,
    observer: (event) => {
      wire.see(event);
      const answer = event.kind === "decide" && event.node === desk ? served.answered(event.decision) : null;
      if (answer === null) return;
      answers++;
      waited += event.at - askedAt(answer.client);
    },
  });
  return { answers, waited, wire: wire.reading.total, signatures: meter.count };
}
