import { describe, expect, it } from "vitest";
import type { Input } from "../../../src/core/index.ts";
import {
  accepted,
  after,
  ask,
  ballot,
  campaign,
  hear,
  lettersOn,
  promise,
  ring,
  toldTo,
  type Letters,
} from "./letters.ts";

describe("a thrifty leader", () => {
  const five = lettersOn(5, { batch: { size: 1 }, isThrifty: true });
  const elected = [...campaign, promise(3), promise(4)];
  const asked = (transition: ReturnType<typeof after>) =>
    [1, 2, 3, 4].filter((node) => toldTo(node, transition).some(({ kind }) => kind === "accept"));

  it("sends proposals to just a quorum of those who answer, and to the others if it does not", () => {
    expect(asked(after(five, ...elected, ask("a")))).toEqual([3, 4]);
    const late = [...elected, ask("a"), accepted(3, 0), ring("heartbeat"), ring("heartbeat")];
    expect(asked(after(five, ...late))).toEqual([1, 2, 4]);
  });

  it("sends them to all when too few have answered of late", () => {
    const alive = (from: number): Input<Letters> =>
      hear(from, { kind: "alive", ballot: ballot(1, 0), sentAt: null });
    const heard = [...elected, alive(1), alive(2), ring("heartbeat")];
    expect(asked(after(five, ...heard, ask("a")))).toEqual([1, 2]);
  });
});
