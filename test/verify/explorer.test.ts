import { describe, expect, it } from "vitest";
import { explore, explorer } from "../../src/check/index.ts";
import { singleDecreePhrases, type SingleDecree } from "../../src/protocols/single-decree/index.ts";
import { explorerView, modelNamed, singleDecreeModel } from "../../src/verify/index.ts";

const model = modelNamed("naive-first-come");
const { script } = explore(model).violation!;

describe("the explorer view", () => {
  it("carries a run and everything that could have happened instead of each of its steps", () => {
    const { states, run, sentences } = explorerView(model, { script }).data;
    let state = states[0]!;
    const told = run.map((choice) => {
      const event = state.events![choice]!;
      expect(state.events!.length).toBeGreaterThan(0);
      state = states[event.to]!;
      return sentences[event.sentence];
    });
    expect(told).toHaveLength(script.length);
    expect(told[0]).toMatch(/^A client asks/);
    expect(state.broken).toMatch(/^agreement: /);
  });

  it("carries all states there are, if there is room: as many as the search finds", () => {
    const harmless = { ...model, properties: [] };
    const search = explorer(harmless);
    while (search.advance(1_000));
    const { states } = explorerView(harmless, { states: 10_000 }).data;
    // The search merges what can never matter again; the view shows every state as it is.
    expect(states.length).toBeGreaterThanOrEqual(search.report().states);
    expect(states.every(({ events }) => events !== null)).toBe(true);
  });

  it("stops where the room ends, and says that it does not know what happens from there", () => {
    const { states } = explorerView(modelNamed("single-decree"), { states: 50 }).data;
    expect(states.length).toBeLessThan(80);
    expect(states.some(({ events }) => events === null)).toBe(true);
  });

  it("tells what happens in the words of the protocol, faults set apart", () => {
    const crashing = singleDecreeModel({ nodes: 3, proposers: 1, ballots: 1, crashes: 1 });
    const { states, sentences } = explorerView<SingleDecree<string>>(crashing, {
      phrases: singleDecreePhrases,
    }).data;
    const events = states[0]!.events!.map(
      ({ sentence, isFault }) => `${isFault ? "!" : ""}${sentences[sentence]}`,
    );
    expect(events).toContain("!Kurla crashes.");
    expect(events.find((event) => event.startsWith("A client asks Bandra"))).toContain("prepares ballot 1.0");
    expect(events.some((event) => /^!A client asks .*writes to disk\. Bandra crashes\.$/.test(event))).toBe(
      true,
    );
  });

  it("a script that is no run of the model is refused in a sentence", () => {
    const nonsense = [{ kind: "crash", node: 0 }] as const;
    expect(() => explorerView(model, { script: nonsense })).toThrow(
      "Action 1 of the script (crash) is not possible in this model.",
    );
  });
});
