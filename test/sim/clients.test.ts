import { expect, it } from "vitest";
import { ask, decide, play, told } from "./puppet.ts";

const question = [ask(0, 0, decide("answer"))];

it("a client that has been answered asks again: a closed loop", () => {
  const run = play({
    schedule: question,
    clients: ({ at, node }) => (at < 500 ? [ask(at + 200, 1 - node, decide("answer"))] : []),
  });
  expect(told(run, "request")).toEqual(["0 0 request", "200 1 request", "400 0 request", "600 1 request"]);
});

it("a client cannot ask before it has been answered", () => {
  expect(() => play({ schedule: question, clients: ({ at }) => [ask(at - 1, 0)] })).toThrow(
    "A request is scheduled at -1; times are whole microseconds from 0 on.",
  );
  expect(() => play({ schedule: [ask(9, 0, decide("x"))], clients: () => [ask(3, 0)] })).toThrow(
    "setup.clients answers an event at 9 with something at 3, which is past.",
  );
});

it("decisions need not be kept to be heard of", () => {
  const heard: string[] = [];
  const run = play({
    schedule: question,
    decisions: "off",
    clients: ({ decision }) => {
      heard.push(decision.value);
      return [];
    },
  });
  expect([run.decisions, heard]).toEqual([[], ["answer"]]);
});
