export { compressor, type Compression, type Compressor } from "./compression.ts";
export { json, messagePack, type Encoding } from "./encoding.ts";
export { framed, headers, lengthPrefix, segmentSize } from "./framing.ts";
export * from "./journal.ts";
export * from "./meter.ts";
