/** Each packet says first how long it is. */
export const lengthPrefix = 4;

/** An IPv4 header without options (RFC 791, section 3.1) and a TCP header without options (RFC 9293, section 3.1). */
export const headers = 20 + 20;

/** What fits behind them into an Ethernet frame of 1,500 bytes (RFC 894). */
export const segmentSize = 1_500 - headers;

/**
 * The bytes of a packet on the wire: as many TCP segments as it takes, the last one sent at once ("no delay").
 * Acknowledgements are not counted; they mostly ride on segments that go the other way.
 */
export function framed(bytes: number): number {
  const content = lengthPrefix + bytes;
  return content + headers * Math.ceil(content / segmentSize);
}
