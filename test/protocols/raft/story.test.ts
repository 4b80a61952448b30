import { expect, it } from "vitest";
import { milliseconds, seconds } from "../../../src/core/index.ts";
import { lastIndex, raftPhrases } from "../../../src/protocols/raft/index.ts";
import { at, calmNetwork, simulate, tell, type Scheduled } from "../../../src/sim/index.ts";
import { lettersOn, wish, type Letters } from "./letters.ts";

const three = ["Andheri", "Bandra", "Colaba"];

it("a command from its client to its answer, in sentences", () => {
  const { trace } = simulate<Letters>({
    protocol: lettersOn(3),
    nodes: three,
    seed: 1,
    network: { ...calmNetwork, latency: { kind: "constant", latency: milliseconds(2) } },
    schedule: [
      at(milliseconds(410), { kind: "request", node: 2, request: { kind: "execute", ...wish("a") } }),
    ],
    untilTime: milliseconds(420),
  });
  const story = tell(trace, raftPhrases).filter(({ at }) => at >= milliseconds(410));
  expect(story.map(({ text }) => text)).toMatchInlineSnapshot(`
    [
      "A client asks Colaba for “a” of client 0; Colaba forwards “a” of client 0 → Bandra.",
      "Bandra receives the forwarded “a” of client 0 from Colaba; it writes to disk and appends “a” of client 0 of term 1 after index 1 of term 1 → Andheri, Colaba.",
      "Andheri receives the appendEntries of term 1 (“a” of client 0 of term 1 after index 1 of term 1) from Bandra; it writes to disk and answers that the logs match up to index 2 → Bandra.",
      "Colaba receives the appendEntries of term 1 (“a” of client 0 of term 1 after index 1 of term 1) from Bandra; it writes to disk and answers that the logs match up to index 2 → Bandra.",
      "Bandra receives the answer that the logs match up to index 2 from Andheri; it applies index 2 (“a” of client 0) and says that it leads term 1, with entries up to index 2 committed → Andheri.",
      "Bandra receives the answer that the logs match up to index 2 from Colaba; it says that it leads term 1, with entries up to index 2 committed → Colaba.",
      "Andheri receives the appendEntries of term 1 (no entries; committed up to index 2) from Bandra; it answers that the logs match up to index 2 → Bandra and applies index 2 (“a” of client 0).",
      "Colaba receives the appendEntries of term 1 (no entries; committed up to index 2) from Bandra; it answers that the logs match up to index 2 → Bandra, applies index 2 (“a” of client 0) and answers client 0: “a”.",
      "Bandra receives the answer that the logs match up to index 2 from Andheri.",
      "Bandra receives the answer that the logs match up to index 2 from Colaba.",
    ]
  `);
});

const request = (time: number, node: number, client: number, sequence: number): Scheduled<Letters> =>
  at(time, { kind: "request", node, request: { kind: "execute", client, sequence, command: "x" } });

it("a follower that was away gets what it has missed, many entries in one message", () => {
  const asked = Array.from({ length: 500 }, (_, nth) => request(milliseconds(500 + nth), 0, nth, 0));
  const { states, trace } = simulate<Letters>({
    protocol: lettersOn(3),
    nodes: 3,
    seed: 1,
    schedule: [
      at(milliseconds(450), { kind: "crash", node: 2 }),
      ...asked,
      at(seconds(2), { kind: "restart", node: 2 }),
    ],
    untilTime: seconds(3),
  });
  expect(states.map((state) => state?.replica.service.length)).toEqual([500, 500, 500]);
  expect(new Set(states.map((state) => lastIndex(state!.log))).size).toBe(1);
  const sizes = trace.events.flatMap((event) =>
    event.kind === "send" && event.message.kind === "append-entries" ? [event.message.entries.length] : [],
  );
  expect(Math.max(...sizes)).toBe(64);
});
