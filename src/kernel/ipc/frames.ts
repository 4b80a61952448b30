/**
 * Messages between the kernel and the process of the cells: JSON, each behind its length as four bytes.
 *
 * Pipes of our own are used and not Node's IPC channel: a cell's thread must be able to write while it
 * never returns to its event loop, and what it has written must survive its crash.
 */

const headerBytes = 4;

export function encodeFrame(message: object): Buffer {
  const text = JSON.stringify(message);
  const length = Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(headerBytes + length);
  frame.writeUInt32LE(length, 0);
  frame.write(text, headerBytes);
  return frame;
}

/** Puts messages together again from the pieces in which a pipe delivers them. */
export class FrameReader<Received> {
  readonly #hear: (message: Received) => void;
  /** What has come of a message that is not complete. */
  readonly #pieces: Buffer[] = [];
  #missingBytes = headerBytes;

  constructor(hear: (message: Received) => void) {
    this.#hear = hear;
  }

  readonly push = (piece: Buffer): void => {
    this.#pieces.push(piece);
    this.#missingBytes -= piece.length;
    // A huge message in many pieces is joined once, not once a piece.
    if (this.#missingBytes > 0) return;
    const bytes = Buffer.concat(this.#pieces.splice(0));
    let start = 0;
    for (let end = endOfFrame(bytes, start); end <= bytes.length; end = endOfFrame(bytes, start)) {
      const text = bytes.toString("utf8", start + headerBytes, end);
      start = end;
      this.#hear(JSON.parse(text) as Received);
    }
    this.#pieces.push(bytes.subarray(start));
    this.#missingBytes = endOfFrame(bytes, start) - bytes.length;
  };
}

/** As far as it is known: where the frame ends, or else its header. */
function endOfFrame(bytes: Buffer, start: number): number {
  const bodyStart = start + headerBytes;
  return bytes.length < bodyStart ? bodyStart : bodyStart + bytes.readUInt32LE(start);
}
