import { expect, it } from "vitest";
import { fastPaxosLook, paxosRoles, spaceTime } from "../../src/figures/index.ts";
import { contention } from "../../src/scenarios/index.ts";

const words = fastPaxosLook.words!.message!;

it.each([
  { message: { kind: "proposal", value: "drains" }, says: "proposal drains" },
  { message: { kind: "2a", round: 1, ask: { kind: "any" } }, says: "2a (1) any" },
  { message: { kind: "2a", round: 2, ask: { kind: "value", value: "roads" } }, says: "2a (2) roads" },
  { message: { kind: "1b", round: 3, vrnd: 1, vval: "roads" }, says: "1b (3) last: roads (1)" },
  { message: { kind: "1b", round: 3, vrnd: 0, vval: null }, says: "1b (3) never voted" },
])("an arrow says $says", ({ message, says }) => {
  expect(words(message)).toBe(says);
});

it("every kind of message of a run has a part in the picture", () => {
  const { trace } = contention.run({ proposers: 3, jitter: 3_000, recovery: "new round" });
  const kinds = new Set(trace.events.flatMap((event) => (event.kind === "send" ? [event.message.kind] : [])));
  expect([...kinds].filter((kind) => !(kind in paxosRoles))).toEqual([]);
  expect(spaceTime(trace, { ...fastPaxosLook }).svg).toContain("2a (1) any");
});
