import { describe, expect, it } from "vitest";
import { explore, type Model } from "../../src/check/index.ts";
import type { Protocol, Vocabulary } from "../../src/core/index.ts";
import {
  asTest,
  counterexample,
  drawnRun,
  families,
  minimise,
  modelNamed,
  parseRecording,
  playIn,
  RecordingError,
  settle,
  SettingError,
} from "../../src/verify/index.ts";

interface Counter extends Vocabulary {
  readonly state: number;
  readonly message: "tick";
  readonly request: "tick twice";
  readonly persisted: number;
}

/** Counts ticks; a crash forgets what was not written. */
const counter: Protocol<Counter> = {
  name: "counter",
  initial: () => 0,
  step(state, input) {
    switch (input.kind) {
      case "start":
        return { state: input.persisted ?? 0, effects: [] };
      case "request":
        return { state, effects: [{ kind: "send", to: 1, message: "tick" }] };
      case "message":
        return { state: state + 1, effects: [{ kind: "decide", decision: state + 1 }] };
      case "timer":
        return { state, effects: [] };
    }
  },
};

const model: Model<Counter> = {
  protocol: counter,
  nodes: 2,
  requests: Array.from({ length: 3 }, () => ({ node: 0, request: "tick twice" as const })),
  crashes: { most: 2 },
  network: { kind: "unordered", loss: 2, duplication: 2 },
  properties: [
    {
      name: "at most one tick",
      initial: 0,
      observe: (ticks: number, _, event) => (event.kind === "decide" ? ticks + 1 : ticks),
      violation: (ticks) => ((ticks as number) > 1 ? `node 1 ticked ${ticks as number} times` : null),
    },
  ],
};

it("a counterexample is drawn in the protocol's own words, as far as they fit", () => {
  const { violation } = explore(model);
  const drawn = (decision: string): string => {
    const phrases = {
      letter: () => "the tick",
      act: () => "ticks",
      wish: () => "for two",
      decision: () => decision,
    };
    const { property, run, story } = counterexample(model, violation!, phrases);
    return drawnRun({ property, trace: run.trace, story: story.map(({ text }) => text), phrases });
  };
  expect(drawn("has seen a tick")).toContain(">has seen a tick</text>");
  expect(drawn("x".repeat(100))).toContain(`>${"x".repeat(39)}…</text>`);
});

describe("minimising a counterexample", () => {
  const { violation } = explore(model);

  it("takes out of the model every fault and every request that the violation does not need", () => {
    const { model: smaller } = minimise(model, violation!, { states: 10_000 });
    expect(smaller.crashes?.most).toBe(0);
    expect(smaller.network).toMatchObject({ loss: 0 });
    // One duplicate or one more request: either makes a second tick.
    const duplicates = smaller.network?.kind === "unordered" ? (smaller.network.duplication ?? 0) : 0;
    expect((smaller.requests?.length ?? 0) + duplicates).toBe(2);
  });

  it("keeps the property that broke, and its run plays in the simulator", () => {
    const least = minimise(model, violation!, { states: 10_000 });
    expect(least.violation.property).toBe("at most one tick");
    expect(playIn(least.model, least.violation.script).violation?.property).toBe("at most one tick");
  });
});

describe("a counterexample as a test", () => {
  it("imports the model and plays the script on it", () => {
    const { violation } = explore(modelNamed("naive-first-come"));
    const text = asTest(violation!, {
      imports: [`import { modelNamed } from "paxoslab/verify";`],
      expression: `modelNamed("naive-first-come")`,
    });
    expect(text).toContain('const model = modelNamed("naive-first-come");');
    expect(text.match(/"kind":"(deliver|request)"/g)).toHaveLength(violation!.script.length);
  });
});

describe("a recording", () => {
  it.each([
    ["no JSON", "It is not JSON"],
    ["{}", 'It lacks "format"'],
    [`{"format":"paxoslab-counterexample","version":9}`, "It has version 9"],
    [`{"format":"paxoslab-counterexample","version":1,"script":[1]}`, "not a list of actions"],
    [`{"format":"paxoslab-counterexample","version":1,"script":[]}`, "neither which model"],
  ])("that is %s is refused in a sentence", (text, why) => {
    expect(() => parseRecording(text)).toThrow(RecordingError);
    expect(() => parseRecording(text)).toThrow(why);
  });
});

describe("settings of a model", () => {
  it.each(families.map((family) => [family.name, family] as const))(
    "%s: the usual ones make sense",
    (_, family) => {
      const settings = settle(family, {});
      expect(family.subject(settings)).toBeDefined();
      for (const { name, least, most } of family.knobs) {
        expect(() => settle(family, { [name]: least - 1 })).toThrow(SettingError);
        expect(() => settle(family, { [name]: most + 1 })).toThrow(SettingError);
        expect(settle(family, { [name]: most })[name]).toBe(most);
      }
    },
  );

  it("a knob that a model lacks is refused, with those it has", () => {
    expect(() => modelNamed("naive-first-come", { ballots: 2 })).toThrow(
      "The model naive-first-come has no --ballots; it has --nodes, --proposers.",
    );
    expect(() => modelNamed("nonsense")).toThrow("There is no protocol called nonsense");
  });
});
