import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom, nodes, seconds } from "../../src/core/index.ts";
import { everyFault, randomFaults, type Action, type Scheduled } from "../../src/sim/index.ts";
import { always } from "../always.ts";
import { play, type Puppet } from "./puppet.ts";

const faultsOf = (seed: number, diskLoss = 0): readonly Scheduled<Puppet>[] =>
  randomFaults(nodes(5), { ...everyFault, diskLoss }, createRandom(seed));

const count = (faults: readonly Scheduled<Puppet>[], kind: Action<Puppet>["kind"]): number =>
  faults.filter(({ action }) => action.kind === kind).length;

describe("a random schedule of faults", () => {
  it("holds what its profile says, each fault with its end", () => {
    const faults = faultsOf(1);
    expect([count(faults, "crash"), count(faults, "restart")]).toEqual([3, 3]);
    expect([count(faults, "pause"), count(faults, "resume")]).toEqual([2, 2]);
    expect([count(faults, "partition"), count(faults, "cut"), count(faults, "heal")]).toEqual([2, 2, 4]);
  });

  it("is over when its profile says so: every node is up, none is paused, messages pass", () => {
    always(
      fc.property(fc.integer(), (seed) => {
        const faults = faultsOf(seed);
        expect(Math.max(...faults.map(({ at }) => at))).toBeLessThanOrEqual(everyFault.until);
        const everybody = nodes(5).map((to): Action<Puppet> => ({
          kind: "request",
          node: 0,
          request: [{ kind: "send", to, message: "all well?" }],
        }));
        const run = play({
          nodes: 5,
          schedule: [...faults, ...everybody.map((action) => ({ at: seconds(3), action }))],
        });
        for (const state of run.states) expect(state?.at(-1)?.what).toBe("0: all well?");
      }),
    );
  });

  it("is the same for the same seed, and makes sense to the simulator", () => {
    expect(faultsOf(5)).toEqual(faultsOf(5));
    expect(faultsOf(5)).not.toEqual(faultsOf(6));
  });

  it("spares the disks, unless told otherwise", () => {
    const losses = (diskLoss: number): number =>
      faultsOf(1, diskLoss).filter(({ action }) => action.kind === "restart" && action.disk === "lost")
        .length;
    expect([losses(0), losses(1)]).toEqual([0, 3]);
  });
});
