import { Deflate, Z_FULL_FLUSH, Z_SYNC_FLUSH } from "pako";

/**
 * What is done to the bytes of a packet: nothing, deflate (RFC 1951) with each packet on its own, or deflate with one
 * stream for a whole connection, in which a packet can refer to the 32 KiB before it.
 *
 * The last two are WebSocket's permessage-deflate without and with "context takeover" (RFC 7692).
 */
export type Compression = "none" | "packet" | "stream";

/** The sender's end of one connection: how many bytes become of a packet. */
export type Compressor = (packet: Uint8Array) => number;

/** Each packet ends with an empty block that both ends know of, and is sent without it (RFC 7692, section 7.2.1). */
const emptyBlock = 4;

/** @returns a compressor for a new connection, which remembers what it has compressed. */
export function compressor(compression: Compression): Compressor {
  if (compression === "none") return (packet) => packet.length;
  const deflate = new Deflate({ raw: true });
  let bytes = 0;
  deflate.onData = (chunk) => {
    bytes += chunk.length;
  };
  return (packet) => {
    bytes = -emptyBlock;
    // A full flush forgets all that came before.
    deflate.push(packet, compression === "stream" ? Z_SYNC_FLUSH : Z_FULL_FLUSH);
    // On its own, a packet that would grow is sent as it is; a stream must not miss one.
    return compression === "stream" ? bytes : Math.min(bytes, packet.length);
  };
}
