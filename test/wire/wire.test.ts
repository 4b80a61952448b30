import { createDeflateRaw, constants, inflateRawSync, deflateRawSync } from "node:zlib";
import { decode } from "@msgpack/msgpack";
import { assert, array, property, string } from "fast-check";
import { Deflate } from "pako";
import { describe, expect, it } from "vitest";
import { emptyArray, withItem } from "../../src/core/index.ts";
import { at, simulate, type TraceEvent } from "../../src/sim/index.ts";
import { packed, type Packed } from "../../src/protocols/packets/index.ts";
import {
  compressor,
  diskBytes,
  DiskMeter,
  framed,
  journalBytes,
  json,
  messagePack,
  recordHeader,
  wireReading,
  type Compression,
} from "../../src/wire/index.ts";
import { ask, persist, play, puppet, send, type Puppet } from "../sim/puppet.ts";

const accept = (slot: number) => ({
  kind: "accept",
  ballot: { round: 3, node: 1 },
  slot,
  value: { kind: "commands", commands: [{ client: slot, sequence: 7, command: "deposit" }] },
});

describe("an encoding", () => {
  it.each([
    { encoding: json, decoded: (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes)) },
    { encoding: messagePack, decoded: decode },
  ])("loses nothing: $encoding.name", ({ encoding, decoded }) => {
    expect(decoded(encoding.encode(accept(5)))).toEqual(accept(5));
  });

  it("spends no byte on how a sparse array lies in memory", () => {
    const log = withItem(withItem(emptyArray, 3, "a"), 700, "b");
    expect(new TextDecoder().decode(json.encode({ log }))).toBe('{"log":[[3,"a"],[700,"b"]]}');
  });

  it("in binary is shorter than in text", () => {
    expect(messagePack.encode(accept(5)).length).toBeLessThan(0.8 * json.encode(accept(5)).length);
  });
});

describe("compression", () => {
  const lengths = (compression: Compression): readonly number[] => {
    const compress = compressor(compression);
    return [1, 2, 3].map((slot) => compress(json.encode(accept(slot))));
  };

  it("of each packet on its own does not learn; of a stream it does", () => {
    const [plain, packet, stream] = (["none", "packet", "stream"] as const).map(lengths);
    expect(packet![0]).toBeLessThan(plain![0]!);
    expect(packet![2]).toBeGreaterThan(0.9 * packet![0]!);
    expect(stream![2]).toBeLessThan(0.3 * packet![2]!);
  });

  it("of what cannot be compressed costs nothing", () => {
    expect(compressor("packet")(Uint8Array.of(1, 2, 3))).toBe(3);
  });

  it("gives zlib's bytes: what it counts, zlib can read", async () => {
    const [ours, theirs] = [new Deflate({ raw: true }), createDeflateRaw()];
    const [counted, read]: Uint8Array[][] = [[], []];
    ours.onData = (chunk) => counted!.push(chunk);
    theirs.on("data", (chunk: Uint8Array) => read!.push(chunk));
    const compress = compressor("stream");
    let bytes = 0;
    for (let slot = 0; slot < 20; slot++) {
      const packet = json.encode(accept(slot));
      bytes += compress(packet) + 4;
      ours.push(packet, constants.Z_SYNC_FLUSH as 2);
      theirs.write(packet);
      await new Promise<void>((flushed) => theirs.flush(constants.Z_SYNC_FLUSH, () => flushed()));
    }
    expect(Buffer.concat(counted!)).toEqual(Buffer.concat(read!));
    expect(bytes).toBe(Buffer.concat(read!).length);
    const text = inflateRawSync(Buffer.concat(counted!), { finishFlush: constants.Z_SYNC_FLUSH }).toString();
    expect(text).toBe(Array.from({ length: 20 }, (_, slot) => JSON.stringify(accept(slot))).join(""));
  });

  it("of a packet is within a few bytes of zlib's one-shot answer", () => {
    assert(
      property(array(string({ minLength: 20 }), { minLength: 10, maxLength: 30 }), (words) => {
        const packet = json.encode(words);
        const theirs = Math.min(deflateRawSync(packet).length, packet.length);
        expect(Math.abs(compressor("packet")(packet) - theirs)).toBeLessThan(8);
      }),
      { seed: 1, numRuns: 30 },
    );
  });
});

describe("framing", () => {
  it("adds a length, and headers for each segment", () => {
    expect(framed(0)).toBe(44);
    expect(framed(1_456)).toBe(1_500);
    expect(framed(1_457)).toBe(1_541);
  });
});

describe("a wire meter", () => {
  const chatter = [send(1, "a"), send(1, "b"), send(0, "note to self"), persist("ink"), send(2, "c")];

  it("counts packets, messages and bytes by link and kind", () => {
    const { trace } = play({ nodes: 3, schedule: [ask(0, 0, ...chatter)] });
    const one = framed('"a"'.length);
    expect(wireReading(trace.events, { encoding: json })).toEqual({
      total: { packets: 3, messages: 3, payload: 9, bytes: 3 * one },
      links: [
        { from: 0, to: 1, packets: 2, messages: 2, payload: 6, bytes: 2 * one },
        { from: 0, to: 2, packets: 1, messages: 1, payload: 3, bytes: one },
      ],
      kinds: [{ kind: "message", messages: 3, payload: 9 }],
    });
  });

  it("counts the messages in a packet, and its headers once", () => {
    const { trace } = simulate<Packed<Puppet>>({
      protocol: packed(puppet, { delay: 0 }),
      nodes: 3,
      seed: 1,
      schedule: [at(0, { kind: "request", node: 0, request: chatter })],
    });
    const { total } = wireReading(trace.events, { encoding: json });
    expect(total).toMatchObject({ packets: 2, messages: 3 });
    expect(total.bytes).toBeLessThan(3 * framed(0) + total.payload);
  });

  it("begins a new connection after a crash", () => {
    const speech = "the same long speech, word for word, in every single packet";
    const say = (node: number): TraceEvent<Puppet> => {
      return { at: 0, node, kind: "send", id: 0, to: 1 - node, message: speech };
    };
    const twice = [say(0), say(0)];
    const crash: TraceEvent<Puppet> = { at: 0, node: 1, kind: "crash" };
    const bytes = (events: readonly TraceEvent<Puppet>[]): number =>
      wireReading(events, { compression: "stream" }).total.bytes;
    expect(bytes([say(0), crash, say(0)])).toBe(2 * bytes([say(0)]));
    expect(bytes(twice)).toBeLessThan(2 * bytes([say(0)]));
  });
});

describe("a journal", () => {
  const log = withItem(withItem(emptyArray, 0, "old"), 1, "newer");
  const before = { promised: { round: 1, node: 0 }, log, snapshot: { next: 0, service: {} } };

  it("takes only what differs", () => {
    const after = { ...before, log: withItem(log, 2, "x") };
    const change = json.encode({ log: [[2, "x"]] });
    expect(journalBytes(before, after, { encoding: json })).toBe(recordHeader + change.length);
    expect(journalBytes(before, before)).toBe(0);
    expect(journalBytes(null, before)).toBe(diskBytes(before));
  });

  it("takes a snapshot whole", () => {
    const after = { ...before, snapshot: { next: 5, service: before.snapshot.service } };
    const change = json.encode({ snapshot: after.snapshot });
    expect(journalBytes(before, after, { encoding: json })).toBe(recordHeader + change.length);
  });

  it("is counted over a run", () => {
    const { trace } = play({ schedule: [ask(0, 0, persist("a")), ask(1, 0, persist("a"), persist("bc"))] });
    const meter = new DiskMeter<Puppet>({ encoding: json });
    for (const event of trace.events) meter.see(event);
    expect(meter.reading).toEqual({ writes: 3, journalled: 2 * recordHeader + 3 + 4 });
  });
});
