export { packed } from "./packed.ts";
export { packedPhrases } from "./phrases.ts";
export { isPacket } from "./vocabulary.ts";
export type { Letter, Packed, PackedState, Packet, Packing } from "./vocabulary.ts";
