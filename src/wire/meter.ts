import type { NodeId, Vocabulary } from "../core/index.ts";
import { isPacket } from "../protocols/packets/index.ts";
import type { TraceEvent } from "../sim/index.ts";
import { compressor, type Compression, type Compressor } from "./compression.ts";
import { messagePack, type Encoding } from "./encoding.ts";
import { framed } from "./framing.ts";

export interface WireOptions {
  /** By default {@link messagePack}. */
  readonly encoding?: Encoding;
  /** By default none. */
  readonly compression?: Compression;
}

/** What has been sent. */
export interface Traffic {
  readonly packets: number;
  /** More than packets, where several share one. */
  readonly messages: number;
  /** What was to be said: bytes of the encoded packets. */
  readonly payload: number;
  /** What went over the wire: compressed, framed, and with the headers of TCP and IP. */
  readonly bytes: number;
}

export interface LinkTraffic extends Traffic {
  readonly from: NodeId;
  readonly to: NodeId;
}

export interface KindTraffic {
  readonly kind: string;
  readonly messages: number;
  /** Bytes of these messages, encoded one by one. */
  readonly payload: number;
}

export interface WireReading {
  readonly total: Traffic;
  readonly links: readonly LinkTraffic[];
  readonly kinds: readonly KindTraffic[];
}

/**
 * Counts what a run sends, byte by byte. What the network loses has been sent all the same; what a node tells itself
 * has not. A crash ends a node's connections, and with them what their compressors remember.
 */
export class WireMeter<V extends Vocabulary> {
  readonly #encoding: Encoding;
  readonly #compression: Compression;
  readonly #links = new Map<string, Link>();
  readonly #kinds = new Map<string, Counted<KindTraffic>>();

  constructor({ encoding = messagePack, compression = "none" }: WireOptions = {}) {
    this.#encoding = encoding;
    this.#compression = compression;
  }

  /** Takes note of an event: the observer of a set-up, or whoever reads a trace. */
  see(event: TraceEvent<V>): void {
    if (event.kind === "send" && event.to !== event.node) this.#count(event.node, event.to, event.message);
    if (event.kind === "crash") this.#disconnect(event.node);
  }

  get reading(): WireReading {
    const links = [...this.#links.values()].map(({ traffic }) => ({ ...traffic }));
    const sum = (figure: keyof Traffic): number => links.reduce((total, link) => total + link[figure], 0);
    return {
      total: {
        packets: sum("packets"),
        messages: sum("messages"),
        payload: sum("payload"),
        bytes: sum("bytes"),
      },
      links,
      kinds: [...this.#kinds.values()].map((traffic) => ({ ...traffic })),
    };
  }

  #count(from: NodeId, to: NodeId, packet: V["message"]): void {
    const link = this.#link(from, to);
    const { traffic } = link;
    const encoded = this.#encoding.encode(packet);
    link.compress ??= compressor(this.#compression);
    traffic.packets++;
    traffic.payload += encoded.length;
    traffic.bytes += framed(link.compress(encoded));
    const messages = messagesIn(packet);
    traffic.messages += messages.length;
    for (const message of messages) {
      this.#countKind(message, messages.length === 1 ? encoded : this.#encoding.encode(message));
    }
  }

  #countKind(message: unknown, encoded: Uint8Array): void {
    const kind = kindOf(message);
    const counted = this.#kinds.get(kind) ?? { kind, messages: 0, payload: 0 };
    this.#kinds.set(kind, counted);
    counted.messages++;
    counted.payload += encoded.length;
  }

  #link(from: NodeId, to: NodeId): Link {
    const name = `${from} ${to}`;
    let link = this.#links.get(name);
    if (link === undefined) {
      link = { traffic: { from, to, packets: 0, messages: 0, payload: 0, bytes: 0 }, compress: null };
      this.#links.set(name, link);
    }
    return link;
  }

  #disconnect(node: NodeId): void {
    for (const link of this.#links.values()) {
      if (link.traffic.from === node || link.traffic.to === node) link.compress = null;
    }
  }
}

interface Link {
  readonly traffic: Counted<LinkTraffic>;
  /** Null when there is no connection. */
  compress: Compressor | null;
}

type Counted<T> = { -readonly [Field in keyof T]: T[Field] };

/** All that a whole trace sends. */
export function wireReading<V extends Vocabulary>(
  events: Iterable<TraceEvent<V>>,
  options?: WireOptions,
): WireReading {
  const meter = new WireMeter<V>(options);
  for (const event of events) meter.see(event);
  return meter.reading;
}

function messagesIn(packet: unknown): readonly unknown[] {
  return isPacket(packet) ? packet.messages : [packet];
}

function kindOf(message: unknown): string {
  const isKind = typeof message === "object" && message !== null && "kind" in message;
  return isKind ? String(message.kind) : "message";
}
