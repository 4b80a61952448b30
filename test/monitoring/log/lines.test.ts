import { expect, it } from "vitest";
import { alarmsOf, logLines, logRecords, quorumDistance, type Level } from "../../../src/monitoring/index.ts";
import { answer, ask, ballot, crash, deliver, send, sketchLens, traceOf } from "../hand-made.ts";

const first = ballot(1, 0);
const promise = { kind: "reply", ballot: first } as const;
const trace = traceOf(
  send(100, 0, 1, { kind: "prepare", ballot: first }),
  send(100, 0, 2, { kind: "prepare", ballot: first }),
  deliver(103, 0, 1, promise),
  deliver(104, 0, 1, promise), // Doubled by the network.
  deliver(105, 0, 2, promise),
  send(105, 0, 1, { kind: "lead", ballot: first }),
  deliver(106, 0, 3, promise),
  ask(110, 7, 0),
  answer(114.5, 7, 0),
  ask(120, 7, 1),
  ask(400, 7, 2),
  deliver(410, 0, 4, { kind: "no", ballot: first, promised: ballot(2, 4) }),
  crash(500, 0),
  { kind: "heal", at: 600_000, label: "the cable" },
);

const told = (level: Level) =>
  logRecords(trace, sketchLens, { level }).map(({ level, msg }) => `${level} ${msg}`);

it("tells a run from the leanest level to the fullest", () => {
  expect(told("error")).toEqual(["50 crashes"]);
  expect(told("info")).toEqual([
    "30 prepares ballot 1.0",
    "30 leads ballot 1.0",
    "40 the client gives up proposal 1 of session 7, which nobody has answered",
    "40 ballot 1.0 is refused by node 4, which has promised 2.4",
    "40 no longer leads ballot 1.0, after 395 ms",
    "50 crashes",
    "30 is mended: the cable",
  ]);
  expect(told("debug").filter((line) => line.startsWith("20"))).toEqual([
    "20 got 2 promises for ballot 1.0, needs 3",
    "20 got 3 promises for ballot 1.0: a quorum",
    "20 is asked for proposal 0 of session 7",
    "20 proposal 0 of session 7 is decided, after 4.5 ms",
    "20 is asked for proposal 1 of session 7",
    "20 is asked for proposal 2 of session 7",
  ]);
});

it("is one JSON object a line, with pino's fields and those of the event", () => {
  const lines = logLines(trace, sketchLens, { level: "debug" }).trimEnd().split("\n");
  const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(records.find(({ event }) => event === "vote")).toEqual({
    level: 20,
    time: 103,
    name: "Bandra",
    node: 0,
    event: "vote",
    phase: 1,
    ballot: "1.0",
    from: 1,
    got: 2,
    needs: 3,
    msg: "got 2 promises for ballot 1.0, needs 3",
  });
  expect(records.at(-1)).toEqual({
    level: 30,
    time: 600,
    name: "network",
    event: "heal",
    msg: "is mended: the cable",
  });
});

it("says nothing as nothing, not as an empty line", () => {
  expect(logLines(traceOf(), sketchLens)).toBe("");
});

it("alarms are told among the rest, in the order of time", () => {
  const asking = [0, 50, 100, 150].flatMap((at) =>
    [1, 2, 3].map((node) => send(at, 0, node, { kind: "ask" })),
  );
  const trace = traceOf(...asking, ask(200, 7, 0), ask(210, 7, 1), crash(400, 4));
  const alarms = alarmsOf(trace, sketchLens, [quorumDistance(sketchLens.quorums)]);
  const lines = logRecords(trace, sketchLens, { level: "warn", alarms });
  expect(lines.map(({ time, level, msg }) => `${time} ${level} ${msg}`)).toEqual([
    "150 40 alarm (distance from quorum): 3 of 5 nodes answer: one more silent, and a quorum is lost",
    "150 50 alarm (distance from quorum): 2 of 5 nodes answer: no quorum, 1 must come back",
    "210 40 the client gives up proposal 0 of session 7, which nobody has answered",
    "400 50 crashes",
  ]);
});
