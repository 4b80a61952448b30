import { messagePack, type Encoding } from "../../../wire/index.ts";

/** As long as an Ed25519 signature (RFC 8032) and a SHA-256 digest, in bytes. */
const [signature, digest] = [64, 32];

/**
 * MessagePack of what would be sent in earnest: where this lab writes a number for a signature and a few letters for a
 * digest, as many bytes as real ones take.
 *
 * @param certificates - Whether the signatures of a certificate are listed, or one threshold signature as long as any other
 *   stands for all of them, as in HotStuff's paper (section 3).
 */
export function inEarnest(certificates: "listed" | "threshold" = "listed"): Encoding {
  return {
    name: "MessagePack, with signatures and digests as long as real ones",
    encode: (data) => messagePack.encode(withRealLengths(data, certificates === "threshold")),
  };
}

function withRealLengths(data: unknown, isThreshold: boolean): unknown {
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) return data.map((item) => withRealLengths(item, isThreshold));
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, realLength(name, value, isThreshold)]),
  );
}

function realLength(name: string, value: unknown, isThreshold: boolean): unknown {
  if (name === "seal") return letters(signature);
  if ((name === "digest" || name === "block") && typeof value === "string") return letters(digest);
  if (name === "signatures" && isThreshold) return letters(signature);
  return withRealLengths(value, isThreshold);
}

/** Text of one byte a letter: as long as so many raw bytes. */
const letters = (count: number): string => "x".repeat(count);

/** How many signatures a message carries; a certificate with a threshold signature counts as one. */
export function signaturesIn(data: unknown, certificates: "listed" | "threshold" = "listed"): number {
  if (typeof data !== "object" || data === null) return 0;
  let sum = 0;
  for (const [name, value] of Object.entries(data)) {
    if (name === "seal") sum++;
    else if (name === "signatures" && certificates === "threshold") sum++;
    else sum += signaturesIn(value, certificates);
  }
  return sum;
}
