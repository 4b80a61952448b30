import { expect, it } from "vitest";
import { itemsFrom, milliseconds, seconds } from "../../../src/core/index.ts";
import { multiPaxosPhrases } from "../../../src/protocols/multi-paxos/index.ts";
import { at, calmNetwork, simulate, tell, type Scheduled } from "../../../src/sim/index.ts";
import { lettersOn, wish, type Letters } from "./letters.ts";

const request = (time: number, node: number, client: number, sequence: number): Scheduled<Letters> =>
  at(time, { kind: "request", node, request: { kind: "execute", client, sequence, command: "x" } });

const three = ["Andheri", "Bandra", "Colaba"];

/** A seed with which Bandra is the first to lead. */
const seed = 1;

it("a command from its client to its answer, in sentences", () => {
  const { trace } = simulate<Letters>({
    protocol: lettersOn(3),
    nodes: three,
    seed,
    network: { ...calmNetwork, latency: { kind: "constant", latency: milliseconds(2) } },
    schedule: [
      at(milliseconds(410), { kind: "request", node: 2, request: { kind: "execute", ...wish("a") } }),
    ],
    untilTime: milliseconds(420),
  });
  const story = tell(trace, multiPaxosPhrases).filter(({ at }) => at >= milliseconds(410));
  expect(story.map(({ text }) => text)).toMatchInlineSnapshot(`
    [
      "A client asks Colaba for “a” of client 0; Colaba forwards “a” of client 0 → Bandra.",
      "Bandra receives the forwarded “a” of client 0 from Colaba; it writes to disk and asks to accept “a” of client 0 in slot 0 at ballot 1.1 → Andheri, Colaba.",
      "Andheri receives the request to accept “a” of client 0 in slot 0 at ballot 1.1 from Bandra; it writes to disk and accepts slot 0 at ballot 1.1 → Bandra.",
      "Colaba receives the request to accept “a” of client 0 in slot 0 at ballot 1.1 from Bandra; it writes to disk and accepts slot 0 at ballot 1.1 → Bandra.",
      "Bandra receives the news that slot 0 was accepted at ballot 1.1 from Andheri; it applies slot 0 (“a” of client 0) and says that all slots before 1 are chosen → Andheri, Colaba.",
      "Bandra receives the news that slot 0 was accepted at ballot 1.1 from Colaba.",
      "Andheri receives the news that all slots before 1 are chosen from Bandra; it applies slot 0 (“a” of client 0).",
      "Colaba receives the news that all slots before 1 are chosen from Bandra; it applies slot 0 (“a” of client 0) and answers client 0: “a”.",
    ]
  `);
});

it("the leader crashes, another one takes over, and whoever asks again is served once", () => {
  const [crash, later] = [milliseconds(700), milliseconds(1_500)];
  const asked = Array.from({ length: 60 }, (_, nth) =>
    request(milliseconds(500 + 10 * nth), nth % 3, nth, 0),
  );
  const askedAgain = asked.map(({ at: time }, nth) => request(time + later, (nth % 2) * 2, nth, 0));
  const run = simulate<Letters>({
    protocol: lettersOn(3),
    nodes: three,
    seed,
    schedule: [...asked, ...askedAgain, at(crash, { kind: "crash", node: 1 })],
    untilTime: seconds(4),
  });
  const leaders = run.trace.events.flatMap((event) =>
    event.kind === "send" && event.message.kind === "heartbeat" ? [event.node] : [],
  );
  expect(leaders[0]).toBe(1);
  expect(new Set(leaders).size).toBe(2);
  const [andheri, , colaba] = run.states;
  expect(andheri?.replica).toEqual(colaba?.replica);
  expect(andheri?.replica.service).toHaveLength(60);
});

it("a laggard is never stranded, and logs stay short", () => {
  const run = simulate<Letters>({
    protocol: lettersOn(3, { snapshotEvery: 20, batch: { size: 1 } }),
    nodes: three,
    seed,
    schedule: [
      ...Array.from({ length: 500 }, (_, nth) =>
        request(milliseconds(500 + nth), 0, nth % 26, Math.floor(nth / 26)),
      ),
      at(milliseconds(550), { kind: "crash", node: 2 }),
      at(seconds(2), { kind: "restart", node: 2 }),
    ],
    untilTime: seconds(3),
  });
  expect(run.states.map((state) => state?.replica.service.length)).toEqual([500, 500, 500]);
  expect(run.states.map((state) => itemsFrom(state!.log).length <= 40)).toEqual([true, true, true]);
  const told = run.trace.events.flatMap((event) =>
    event.kind === "send" && event.to === 2 ? [event.message.kind] : [],
  );
  expect(told).toContain("snapshot");
});
