import { milliseconds, type NodeId, type Time, type Vocabulary } from "../../../core/index.ts";
import { at, simulate, type Scheduled, type TraceEvent } from "../../../sim/index.ts";
import { framed, type Encoding } from "../../../wire/index.ts";
import { deskOf, opening } from "./served.ts";
import { SignatureMeter } from "./signature-costs.ts";
import { inEarnest, signaturesIn } from "./sizes.ts";
import type { ViewChanging } from "./view-changing.ts";

export interface ViewChangeOptions {
  /** n = 3f + 1. */
  readonly replicas: number;
  readonly seed: number;
  /** Whether the signatures of a certificate are listed, or one threshold signature stands for them. By default listed. */
  readonly certificates?: "listed" | "threshold";
}

/**
 * What replicas send because a leader has crashed, from then until the first of them executes a command that was asked since.
 * Not counted is what goes between clients and replicas, or is passed on for a client.
 */
export interface ViewChangeCost {
  /** What is only said because the view changes: it would not be if the leader lived. */
  readonly change: Said;
  /** With the phases that bring the new view's first command to where it is executed. */
  readonly toCommit: Said;
  /** From the crash to the execution. */
  readonly time: Time;
}

export interface Said {
  readonly messages: number;
  /** With signatures and digests of real length, and with the headers of TCP and IP. */
  readonly bytes: number;
  /** Those that the messages carry; "authenticators" in HotStuff's paper (section 2). */
  readonly signatures: number;
}

const asksAt: Time = opening + milliseconds(200);
const crashesAt: Time = asksAt - milliseconds(1);

/**
 * One command is executed while all is well; then the replica that leads, or whose turn it is to lead, crashes, and a
 * second command is asked.
 */
export function viewChangeCost<V extends Vocabulary>(
  served: ViewChanging<V>,
  { replicas, seed, certificates = "listed" }: ViewChangeOptions,
): ViewChangeCost {
  const encoding = inEarnest(certificates);
  const change = new Tally(certificates, encoding);
  const toCommit = new Tally(certificates, encoding);
  const victim = leaderBeforeCrash(served, replicas, seed);
  let executedAt: Time | null = null;
  run(served, replicas, seed, [at<V>(crashesAt, { kind: "crash", node: victim })], (event) => {
    if (executedAt !== null || event.at < crashesAt) return;
    if (event.kind === "decide" && served.executes(event.decision, second)) executedAt = event.at;
    if (event.kind !== "send" || served.isOfClients(event.message)) return;
    toCommit.count(event.message);
    if (served.isOfChange(event.message)) change.count(event.message);
  });
  if (executedAt === null)
    throw new Error(`${served.name}: the view of ${replicas} replicas has not changed.`);
  return { change: change.said, toCommit: toCommit.said, time: executedAt - crashesAt };
}

const [first, second] = [0, 1];

/** Who leads when nothing happens: found out by letting nothing happen. */
function leaderBeforeCrash<V extends Vocabulary>(
  served: ViewChanging<V>,
  replicas: number,
  seed: number,
): NodeId {
  let last = served.leaderAfter(null, replicas);
  run(served, replicas, seed, [], (event) => {
    if (event.kind === "send" && event.at < crashesAt)
      last = served.leaderAfter(event.message, replicas) ?? last;
  });
  return last!;
}

function run<V extends Vocabulary>(
  served: ViewChanging<V>,
  replicas: number,
  seed: number,
  faults: readonly Scheduled<V>[],
  observer: (event: TraceEvent<V>) => void,
): void {
  const desk = deskOf(replicas);
  const { authentication } = new SignatureMeter();
  const ask = (time: Time, client: number): Scheduled<V> => {
    const request = served.ask({ kind: "execute", client, sequence: 0, command: 1 });
    return at<V>(time, { kind: "request", node: desk, request });
  };
  simulate<V>({
    protocol: served.protocol(replicas, { authentication, patience: milliseconds(200), batch: 1 }),
    nodes: replicas + 1,
    seed,
    network: {
      latency: { kind: "uniform", min: milliseconds(1), max: milliseconds(1.2) },
      loss: 0,
      duplication: 0,
      ordering: "fifo",
    },
    schedule: [...faults, ask(opening, first), ask(asksAt, second)],
    trace: "off",
    decisions: "off",
    untilTime: faults.length === 0 ? crashesAt : asksAt + milliseconds(3_000),
    observer,
  });
}

/** A broadcast is encoded once. */
class Tally {
  readonly #certificates: "listed" | "threshold";
  readonly #encoding: Encoding;
  readonly #known = new WeakMap<object, { readonly bytes: number; readonly signatures: number }>();
  #messages = 0;
  #bytes = 0;
  #signatures = 0;

  constructor(certificates: "listed" | "threshold", encoding: Encoding) {
    this.#certificates = certificates;
    this.#encoding = encoding;
  }

  count(message: unknown): void {
    const { bytes, signatures } = this.#sizeOf(message as object);
    this.#messages++;
    this.#bytes += bytes;
    this.#signatures += signatures;
  }

  get said(): Said {
    return { messages: this.#messages, bytes: this.#bytes, signatures: this.#signatures };
  }

  #sizeOf(message: object) {
    let size = this.#known.get(message);
    if (size === undefined) {
      size = {
        bytes: framed(this.#encoding.encode(message).length),
        signatures: signaturesIn(message, this.#certificates),
      };
      this.#known.set(message, size);
    }
    return size;
  }
}
