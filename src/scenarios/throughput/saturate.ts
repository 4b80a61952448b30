import type { Duration, Protocol, Time } from "../../core/index.ts";
import { distributionOf, type Distribution } from "../../monitoring/index.ts";
import { isPacket, packed } from "../../protocols/packets/index.ts";
import { simulate, type TraceEvent } from "../../sim/index.ts";
import { WireMeter, type WireReading } from "../../wire/index.ts";
import { cluster, opening, storePaxos, type Store } from "./cluster.ts";
import { throughputDefaults, type ThroughputOptions } from "./options.ts";

/** What a cluster does under load, once it is in its stride. */
export interface Throughput {
  /** Commands answered, and answered in a second of virtual time. */
  readonly commands: number;
  readonly perSecond: number;
  /** From when a client sends its command to when it has the answer; without the first one of each client. */
  readonly latency: Distribution;
  /** Share of the time that the leader is busy, from 0 to 1. */
  readonly utilisation: number;
  /** How many commands a slot took on average. */
  readonly commandsPerSlot: number;
  readonly messagesPerCommand: number;
  readonly packetsPerCommand: number;
  /** On the wire, with all headers; null unless bytes were counted. */
  readonly bytesPerCommand: number | null;
  readonly wire: WireReading | null;
  /** Should be 0: how often somebody stood against the leader meanwhile. */
  readonly campaigns: number;
}

/** How much a cluster does if its clients always want more: the load is closed, so nobody waits for ever. */
export function saturate(options: Partial<ThroughputOptions> = {}): Throughput {
  const settled: ThroughputOptions = { ...throughputDefaults, ...options };
  const protocol = storePaxos(settled);
  const { packing } = settled;
  return packing === null
    ? measured(protocol, settled)
    : measured(packed(protocol, { delay: packing }), settled);
}

function measured<V extends Store>(protocol: Protocol<V>, options: ThroughputOptions): Throughput {
  const gauge = new Gauge<V>(options);
  simulate({ ...cluster(protocol, options), observer: (event) => gauge.see(event) });
  return gauge.reading();
}

/** Watches from the end of the warm-up on. */
class Gauge<V extends Store> {
  readonly #options: ThroughputOptions;
  readonly #from: Time;
  readonly #meter: WireMeter<V> | null;
  /** When each client sent what it waits for; by client. */
  readonly #sent = new Map<number, Time>();
  readonly #latencies: Duration[] = [];
  #commands = 0;
  #busy: Duration = 0;
  #slots = 0;
  #inSlots = 0;
  #packets = 0;
  #messages = 0;
  #campaigns = 0;

  constructor(options: ThroughputOptions) {
    this.#options = options;
    this.#from = opening + options.warmUp;
    this.#meter = options.wire === null ? null : new WireMeter(options.wire);
  }

  see(event: TraceEvent<V>): void {
    if (event.kind === "decide") this.#hear(event.at, event.decision);
    if (event.at < this.#from) return;
    this.#meter?.see(event);
    if (event.kind === "send") this.#count(event.message);
    else if ("work" in event && event.node === 0)
      this.#busy += Math.min(event.work ?? 0, event.at - this.#from);
    else if (event.kind === "decide" && event.node === 0 && event.decision.kind === "applied") {
      this.#slots++;
      this.#inSlots += event.decision.executed.length;
    }
  }

  /** An answer takes as long to its client as the client's next command takes back. */
  #hear(at: Time, decision: V["decision"]): void {
    if (decision.kind !== "answered") return;
    const { latency } = this.#options;
    const sent = this.#sent.get(decision.client);
    const heard = at + latency;
    this.#sent.set(decision.client, heard);
    if (at < this.#from) return;
    this.#commands++;
    if (sent !== undefined) this.#latencies.push(heard - sent);
  }

  #count(packet: V["message"]): void {
    const messages = isPacket(packet) ? packet.messages : [packet];
    this.#packets++;
    this.#messages += messages.length;
    this.#campaigns += messages.filter((message) => (message as { kind: string }).kind === "prepare").length;
  }

  reading(): Throughput {
    const { length } = this.#options;
    const commands = this.#commands;
    const wire = this.#meter?.reading ?? null;
    return {
      commands,
      perSecond: (commands * 1e6) / length,
      latency: distributionOf(this.#latencies),
      utilisation: this.#busy / length,
      commandsPerSlot: this.#inSlots / this.#slots,
      messagesPerCommand: this.#messages / commands,
      packetsPerCommand: this.#packets / commands,
      bytesPerCommand: wire === null ? null : wire.total.bytes / commands,
      wire,
      campaigns: this.#campaigns,
    };
  }
}
