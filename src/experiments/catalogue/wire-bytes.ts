import { microseconds, milliseconds } from "../../core/index.ts";
import { saturate } from "../../scenarios/index.ts";
import { json, messagePack } from "../../wire/index.ts";
import { experiment } from "../experiment.ts";

const encodings = { JSON: json, MessagePack: messagePack } as const;

const packings = { "a packet each": null, "shared packets": microseconds(200) } as const;

/**
 * What a command costs on the wire, with the headers of TCP and IP. Short messages are mostly headers; messages that wait
 * 0.2 ms for others share them, and give the compressor something to find again.
 */
export default experiment({
  name: "wire-bytes",
  question: "How many bytes go over the wire for a command, by encoding, packets and compression?",
  parameters: {
    /** None; each packet on its own; one stream for each connection. */
    compression: ["none", "packet", "stream"],
    encoding: Object.keys(encodings) as (keyof typeof encodings)[],
    packets: Object.keys(packings) as (keyof typeof packings)[],
  },
  measures: {
    bytes: { title: "on the wire, with headers", unit: "bytes for a command" },
    packetCount: { title: "packets", unit: "for a command" },
  },
  seeds: 20,
  plot: {
    kind: "bars",
    title: "What a command costs on the wire",
    x: "compression",
    y: ["bytes"],
  },
  run({ compression, encoding, packets }, seed) {
    const { bytesPerCommand, packetsPerCommand } = saturate({
      seed,
      clients: 50,
      batch: 1,
      packing: packings[packets],
      warmUp: milliseconds(30),
      length: milliseconds(30),
      wire: { encoding: encodings[encoding], compression },
    });
    return { bytes: bytesPerCommand, packetCount: packetsPerCommand };
  },
});
