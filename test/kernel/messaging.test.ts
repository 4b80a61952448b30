import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { always } from "../always.ts";
import {
  decode,
  DigestHistory,
  encode,
  newMessage,
  Outbox,
  parseConnection,
  sign,
  WireError,
} from "../../src/kernel/messaging/index.ts";

const key = "a shared secret";
const session = "s";
const anyContent = fc.dictionary(fc.string(), fc.jsonValue());

describe("a message on the wire", () => {
  it("comes out as it went in, identities and buffers included", () => {
    always(
      fc.property(
        anyContent,
        fc.array(fc.uint8Array()),
        fc.array(fc.uint8Array({ maxLength: 8 })),
        (content, buffers, identities) => {
          const message = { ...newMessage("comm_msg", session, content), buffers };
          const frames = encode(message, key, identities).map((frame) => Buffer.from(frame));
          const envelope = decode(frames, key);
          expect(envelope.message.header).toEqual(message.header);
          expect(JSON.stringify(envelope.message.content)).toBe(JSON.stringify(content));
          expect(envelope.message.buffers.map((bytes) => [...bytes])).toEqual(
            buffers.map((bytes) => [...bytes]),
          );
          expect(envelope.identities).toHaveLength(identities.length);
        },
      ),
    );
  });

  it("is refused if any bit of what is signed has changed", () => {
    always(
      fc.property(anyContent, fc.nat(), fc.nat(7), (content, where, bit) => {
        const frames = encode(newMessage("execute_request", session, content), key).map((frame) =>
          Buffer.from(frame),
        );
        const [, ...signed] = frames;
        const length = signed.reduce((sum, frame) => sum + frame.length, 0);
        flipBit(signed, where % length, bit);
        expect(() => decode(frames, key)).toThrow(WireError);
      }),
    );
  });

  it("is refused if a frame is missing, or it was signed with another key", () => {
    const frames = encode(newMessage("execute_request", session, { code: "1" }), key);
    for (let left = 0; left < frames.length; left += 1) {
      expect(() => decode(frames.slice(0, left), key)).toThrow(WireError);
    }
    expect(() => decode(frames, "another key")).toThrow("The signature does not match.");
  });

  it("is refused, though well signed, if it is not four dictionaries", () => {
    for (const content of ["[1]", "null", "{", "1"]) {
      const unsigned = ["<IDS|MSG>", "", `{"msg_id":"1","msg_type":"x"}`, "{}", "{}", content];
      expect(() =>
        decode(
          unsigned.map((frame) => Buffer.from(frame)),
          "",
        ),
      ).toThrow(WireError);
    }
  });

  it.each([
    ["bytes that are not UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ["no msg_id", `{"msg_type":"x"}`],
    ["a msg_type that is no text", `{"msg_id":"1","msg_type":["x"]}`],
    ["a tower of lists", `{"msg_id":"1","msg_type":"x","tower":${"[".repeat(1e5)}${"]".repeat(1e5)}}`],
  ])("is refused, though well signed, if its header has %s", (_, header) => {
    const dictionaries = [header, "{}", "{}", "{}"].map((text) => Buffer.from(text));
    const signature = Buffer.from(sign(dictionaries, key));
    expect(() => decode([Buffer.from("<IDS|MSG>"), signature, ...dictionaries], key)).toThrow(WireError);
  });
});

describe("a message played again", () => {
  const frames = encode(newMessage("execute_request", session, { code: "1" }), key);

  it("is refused, be it under another identity or with other buffers", () => {
    const seen = new DigestHistory();
    decode(frames, key, seen);
    for (const again of [frames, [Buffer.from("me"), ...frames], [...frames, Buffer.from("buffer")]]) {
      expect(() => decode(again, key, seen)).toThrow("The same message was received before.");
    }
  });

  it("is known only if it was well signed, so that nobody can use up our memory of it", () => {
    const seen = new DigestHistory();
    expect(() => decode(frames, "another key", seen)).toThrow("The signature does not match.");
    expect(decode(frames, key, seen).message.content).toEqual({ code: "1" });
  });

  it("is not refused where nothing is signed: there is nothing to know it by", () => {
    const unsigned = encode(newMessage("execute_request", session, { code: "1" }), "");
    const seen = new DigestHistory();
    for (let time = 0; time < 2; time += 1) expect(decode(unsigned, "", seen).message.content).toBeDefined();
  });

  it("is forgotten, the oldest first, when there are too many", () => {
    const seen = new DigestHistory(2);
    const add = (digest: string): boolean => seen.add(Buffer.from(digest));
    expect(["a", "b", "a", "c", "b", "a"].map(add)).toEqual([true, true, false, true, false, true]);
  });
});

describe("an outbox", () => {
  it("keeps the order, and goes on after a failure", async () => {
    const sent: string[] = [];
    const failures: unknown[] = [];
    const outbox = new Outbox<string>(
      async (text) => {
        await Promise.resolve();
        if (text === "bad") throw new Error("no route");
        sent.push(text);
      },
      (error) => failures.push(error),
    );
    for (const text of ["1", "2", "bad", "3"]) outbox.send(text);
    expect(sent).toEqual([]);
    await outbox.flushed();
    expect(sent).toEqual(["1", "2", "3"]);
    expect(failures).toEqual([new Error("no route")]);
  });
});

describe("a connection file", () => {
  const good = {
    transport: "tcp",
    ip: "127.0.0.1",
    key: "k",
    signature_scheme: "hmac-sha256",
    shell_port: 1,
    control_port: 2,
    iopub_port: 3,
    stdin_port: 4,
    hb_port: 5,
  };

  it("is read if it is complete", () => {
    expect(parseConnection(JSON.stringify(good), "c.json")).toEqual(good);
  });

  it.each([
    ["not json", "it is not JSON"],
    ["7", "it is not a JSON object"],
    [JSON.stringify({ ...good, key: undefined }), "it lacks key"],
    [JSON.stringify({ ...good, hb_port: 70_000 }), "hb_port must be a port number, not 70000"],
    [JSON.stringify({ ...good, signature_scheme: "hmac-md5" }), `must be "hmac-sha256", not "hmac-md5"`],
  ])("is refused in a sentence that names it: %s", (text, why) => {
    expect(() => parseConnection(text, "c.json")).toThrow(`Cannot use the connection file c.json: `);
    expect(() => parseConnection(text, "c.json")).toThrow(why);
  });
});

function flipBit(frames: readonly Buffer[], offset: number, bit: number): void {
  let at = offset;
  for (const frame of frames) {
    const byte = frame[at];
    if (byte !== undefined) {
      frame[at] = byte ^ (1 << bit);
      return;
    }
    at -= frame.length;
  }
}
