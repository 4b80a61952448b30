import { describe, expect, it } from "vitest";
import { milliseconds, type Property } from "../../../src/core/index.ts";
import {
  drawStorm,
  shrinkStorm,
  swarm,
  swarmStepwise,
  weather,
  type StormProfile,
  type Swarm,
  type Vessel,
} from "../../../src/sim/index.ts";
import { puppet, type Puppet } from "../puppet.ts";

/** Node 0 is asked now and then to say hello to node 1. */
const greetings: StormProfile<Puppet> = {
  nodes: 3,
  requests: (_, calm, random) =>
    Array.from({ length: 6 }, () => ({
      at: random.integer(0, calm),
      action: { kind: "request", node: 0, request: [{ kind: "send", to: 1, message: "hello" }] },
    })),
  late: (node) => [{ kind: "decide", decision: { value: `${node} is awake` } }],
};

/** Nobody hears more than `limit` hellos; a "property" that a few requests break. */
const atMost = (limit: number): Property<Puppet, number> => ({
  name: `at most ${limit} hellos`,
  initial: 0,
  observe: (heard, node, event) => (event.kind === "message" && node === 1 ? heard + 1 : heard),
  violation: (heard) => (heard > limit ? `node 1 heard ${heard} hellos` : null),
});

const vessel = (limit: number): Vessel<Puppet> => ({ protocol: puppet, properties: [atMost(limit)] });

describe("a storm", () => {
  it("is drawn from its seed alone", () => {
    expect(drawStorm(greetings, 7)).toEqual(drawStorm(greetings, 7));
    expect(drawStorm(greetings, 7)).not.toEqual(drawStorm(greetings, 8));
  });

  it("leaves every node up, and asked once more, when it is over", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const run = weather(vessel(Infinity), drawStorm(greetings, seed));
      const awake = new Set(run.decisions.map(({ decision }) => decision.value));
      expect([...awake].toSorted()).toEqual(["0 is awake", "1 is awake", "2 is awake"]);
    }
  });

  it("does without some kind of fault now and then, and is full of them at other times", () => {
    const kinds = Array.from({ length: 50 }, (_, seed) => {
      const { happenings } = drawStorm(greetings, seed);
      return new Set(
        happenings.map((happening) => (happening.kind === "planned" ? happening.action.kind : "strike")),
      );
    });
    for (const kind of ["crash", "pause", "partition", "cut", "strike"] as const) {
      const storms = kinds.filter((some) => some.has(kind)).length;
      expect(storms, kind).toBeGreaterThan(5);
      expect(storms, kind).toBeLessThan(50);
    }
  });

  it("lasts as long as its profile allows", () => {
    const { happenings } = drawStorm({ ...greetings, lengths: [milliseconds(5)] }, 1);
    const hellos = happenings
      .slice(0, 6)
      .map((happening) => (happening.kind === "planned" ? happening.at : NaN));
    expect(Math.max(...hellos)).toBeLessThanOrEqual(milliseconds(5));
  });
});

describe("shrinking", () => {
  it("keeps what the failure needs and nothing else", () => {
    const { failure } = swarm({ ...vessel(2), storms: greetings, runs: 100 });
    const kept = failure!.shrunk.happenings.map((happening) =>
      happening.kind === "planned" ? happening.action.kind : "strike",
    );
    // Two hellos are enough where the network delivers one of them twice, and three where it does not.
    expect(new Set(kept)).toEqual(new Set(["request"]));
    expect(kept.length).toBeLessThanOrEqual(3);
    expect(failure!.violation.problem).toBe("node 1 heard 3 hellos");
  });

  it("ends with nothing if the failure needs nothing", () => {
    expect(shrinkStorm(drawStorm(greetings, 1), () => true).happenings).toEqual([]);
  });
});

describe("a swarm", () => {
  const search: Swarm<Puppet> = { ...vessel(Infinity), storms: greetings, runs: 20 };

  it("that finds nothing says how many storms it ran", () => {
    expect(swarm(search)).toEqual({ runs: 20, failure: null });
  });

  it("can be stopped after any storm, with what is known by then", () => {
    const steps = swarmStepwise(search);
    steps.next();
    expect(steps.next()).toEqual({ done: false, value: { runs: 2, failure: null } });
  });

  it("shows every run to whoever counts what ought to happen now and then", () => {
    const seeds: (number | null)[] = [];
    swarm({ ...search, from: 5, runs: 3, onRun: ({ trace }) => seeds.push(trace.seed) });
    expect(seeds).toEqual([5, 6, 7]);
  });
});
