import * as fc from "fast-check";
import { encode, type Message } from "../../../src/kernel/messaging/index.ts";

/** Numbers that say where and how an attack strikes. */
interface Aim {
  readonly where: number;
  readonly how: number;
}

/** Makes of a message's frames (delimiter, signature, four dictionaries) something that must not be accepted. */
type Attack = (frames: readonly Buffer[], aim: Aim) => readonly Buffer[];

const signed = [1, 2, 3, 4, 5];

const attacks: Readonly<Record<string, Attack>> = {
  "a bit is flipped": (frames, { where, how }) =>
    change(frames, pick(signed, where), (frame) => {
      const flipped = Buffer.from(frame);
      const at = how % frame.length;
      flipped[at] = frame.readUInt8(at) ^ (1 << (where % 8));
      return flipped;
    }),
  "a frame is cut short": (frames, { where, how }) =>
    change(frames, pick(signed, where), (frame) => frame.subarray(0, how % frame.length)),
  "a frame is longer": (frames, { where, how }) =>
    change(frames, pick(signed, where), (frame) => Buffer.concat([frame, Buffer.alloc(1 + (how % 64), how)])),
  "a frame is huge": (frames, { where, how }) =>
    // Not often: so much takes its time to send.
    change(frames, pick(signed, where), () => Buffer.alloc(how % 20 === 0 ? 1e6 : 1e4, how)),
  "a frame is lost": (frames, { where }) => frames.toSpliced(where % frames.length, 1),
  "a frame is there twice": (frames, { where }) => {
    // Behind the last dictionary it would be a buffer, which signatures do not cover.
    const at = where % (frames.length - 1);
    return frames.toSpliced(at, 0, frames[at]!);
  },
  "two frames have changed places": (frames, { where }) => {
    const at = where % (frames.length - 1);
    return frames.toSpliced(at, 2, frames[at + 1]!, frames[at]!);
  },
  "the border between two frames has moved, which keeps the signature": (frames, { where, how }) => {
    const at = 2 + (where % 3);
    const both = Buffer.concat([frames[at]!, frames[at + 1]!]);
    const border = (frames[at]!.length + 1 + (how % (both.length - 1))) % both.length;
    return frames.toSpliced(at, 2, both.subarray(0, border), both.subarray(border));
  },
  "the delimiter is another": (frames, { how }) =>
    change(frames, 0, () =>
      Buffer.from(pick(["<IDS|MSG", "<ids|msg>", "", "<IDS|MSG>\0", "<IDS|MSG> "], how)),
    ),
  "the signature is missing, or made up": (frames, { how }) =>
    change(frames, 1, (signature) =>
      Buffer.from(
        pick(
          [
            "",
            "0",
            "0".repeat(64),
            signature.toString().toUpperCase(),
            `${signature.toString()} `,
            "é".repeat(32),
          ],
          how,
        ),
      ),
    ),
  "the frames are noise": (_, { where, how }) =>
    Array.from({ length: 1 + (where % 8) }, (_, index) => Buffer.alloc(how % 256, where + index)),
};

/** This many attacks on the messages, the same in every run. */
export function strike(
  messages: readonly Message[],
  key: string,
  count: number,
): readonly (readonly Buffer[])[] {
  const targets = messages.map((message) => encode(message, key).map((frame) => Buffer.from(frame)));
  const any = fc.record({
    target: fc.constantFrom(...targets),
    kind: fc.constantFrom(...Object.keys(attacks)),
    aim: fc.record({ where: fc.nat(), how: fc.nat() }),
  });
  const struck = fc
    .sample(any, { numRuns: count * 2, seed: 1998 })
    .map(({ target, kind, aim }) => ({ target, frames: attacks[kind]!(target, aim) }))
    .filter(({ target, frames }) => !isSame(target, frames))
    .slice(0, count)
    .map(({ frames }) => frames);
  if (struck.length < count) throw new Error(`Only ${struck.length} attacks.`);
  return struck;
}

function change(
  frames: readonly Buffer[],
  at: number,
  replace: (frame: Buffer) => Buffer,
): readonly Buffer[] {
  return frames.with(at, replace(frames[at]!));
}

function pick<Item>(items: readonly Item[], at: number): Item {
  return items[at % items.length]!;
}

/** Two empty dictionaries that changed places have not changed. Frames beyond the six are buffers. */
function isSame(one: readonly Buffer[], other: readonly Buffer[]): boolean {
  return one.every((frame, at) => other[at]?.equals(frame) === true);
}
