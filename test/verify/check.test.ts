import { afterEach, describe, expect, it } from "vitest";
import {
  acceptorRole,
  singleDecreePhrases,
  type AcceptorRole,
} from "../../src/protocols/single-decree/index.ts";
import { show } from "../../src/figures/index.ts";
import {
  check,
  modelNamed,
  separateRoles,
  singleDecreeModel,
  type Progress,
} from "../../src/verify/index.ts";

const usual = acceptorRole<string>();

/** Accepts whatever it is asked to, whatever it has promised. */
const faithless: AcceptorRole<string> = {
  ...usual,
  onAccept: (state, from, message, learners) =>
    usual.onAccept({ ...state, promised: null }, from, message, learners),
};

const broken = separateRoles({ acceptors: 3, proposers: 2, ballots: 2 }, { acceptor: faithless });

describe("a verdict", () => {
  it("says that all holds, in how many states, and within which bounds", async () => {
    const verdict = await check(modelNamed("register-paxos", { clients: 1 }));
    expect(verdict.outcome).toEqual({ kind: "held" });
    expect(verdict.bounds).toContain("no crashes");
    const [headline] = textOf(verdict).split("\n");
    expect(headline).toMatch(
      /^Held: a register on single-decree Paxos keeps every property in all \d+ states/,
    );
  });

  it("tells the story of a violation in the words of the protocol, with the names of the nodes", async () => {
    const { outcome, counterexample } = await check(broken, { phrases: singleDecreePhrases });
    expect(outcome).toEqual({ kind: "violated", property: "at most one value is chosen" });
    const story = counterexample!.story.map(({ text }) => text);
    expect(story[0]).toMatch(/^A client asks proposer 1 to get/);
    expect(story).toHaveLength(counterexample!.script.length);
    expect(counterexample!.run.violation?.property).toBe("at most one value is chosen");
  });

  it("is reached with far fewer states if a clerk apart is the only one to learn", async () => {
    const bounds = { nodes: 3, proposers: 1, ballots: 1 };
    const everyone = await check(singleDecreeModel(bounds));
    const clerk = await check(singleDecreeModel({ ...bounds, clerk: true }));
    expect([everyone.outcome, clerk.outcome]).toEqual([{ kind: "held" }, { kind: "held" }]);
    expect(clerk.vacuous).toEqual([]);
    expect(clerk.report.states).toBeLessThan(everyone.report.states / 10);
  });

  it("says that a bound was reached, and never that what was not seen held", async () => {
    const verdict = await check(modelNamed("single-decree"), { states: 1_000 });
    expect(verdict.outcome).toEqual({ kind: "bound reached", bound: "state limit" });
    expect(textOf(verdict)).toMatch(/^Nothing wrong so far in 1,\d\d\d states/);
  });

  it("is called vacuous if what ought to happen never did", async () => {
    const model = modelNamed("single-decree");
    const verdict = await check({ ...model, requests: [] });
    expect(verdict.vacuous).toContain("a value is learned");
    expect(textOf(verdict)).toMatch(/^Held, vacuously: .* in the only state there is within these bounds\./);
    expect(textOf(verdict)).toContain("VACUOUS: never seen, although it ought to be: a value is learned");
    const [verdictAndWarning = ""] = htmlOf(verdict).split("<details>");
    expect(verdictAndWarning, "what is vacuous must not look green").toContain("VACUOUS");
    expect(verdictAndWarning).toContain("data-vacuous");
  });

  it("draws only the nodes that have a part in the counterexample", async () => {
    const bounds = { nodes: 3, proposers: 2, ballots: 2, clerk: true };
    const verdict = await check(singleDecreeModel(bounds, { acceptor: faithless }));
    const [drawing = ""] = /<svg.*<\/svg>/s.exec(htmlOf(verdict)) ?? [];
    expect(drawing).toContain(">Kurla<");
    expect(drawing).not.toContain(">Clerk<");
  });

  it("shows itself in a notebook: what was found first, a diagram for a counterexample", async () => {
    const shown: { readonly "text/html"?: unknown; readonly "text/plain": string }[] = [];
    show(await check(broken), { host: { name: "test", publish: (bundle) => shown.push(bundle) } });
    expect(shown[0]!["text/html"]).toContain('data-outcome="violated"');
    expect(shown[0]!["text/html"]).toContain("<svg");
    expect(shown[0]!["text/plain"]).toMatch(/^Violated: at most one value is chosen/);
  });
});

describe("a search under way", () => {
  it("tells how far it has got", async () => {
    const heard: Progress[] = [];
    await check(modelNamed("register-paxos"), { onProgress: (progress) => heard.push(progress) });
    const counts = heard.map(({ states }) => states);
    expect(counts.length).toBeGreaterThan(3);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });

  it("can be stopped with what it has found so far", async () => {
    const stop = new AbortController();
    const verdict = await check(modelNamed("single-decree", { ballots: 4 }), {
      signal: stop.signal,
      onProgress: ({ states }) => {
        if (states > 10_000) stop.abort();
      },
    });
    expect(verdict.outcome).toEqual({ kind: "bound reached", bound: "stopped" });
    expect(verdict.report.states).toBeGreaterThan(10_000);
  });
});

const htmlOf = (verdict: object): string =>
  (verdict as Record<symbol, () => { readonly "text/html": string }>)[Symbol.for("Jupyter.display")]!()[
    "text/html"
  ];

const textOf = (verdict: object): string =>
  (verdict as Record<symbol, () => string>)[Symbol.for("nodejs.util.inspect.custom")]!();

describe("in a notebook", () => {
  const kernel = globalThis as { display?: unknown };
  const publish = Symbol.for("paxoslab.publish");
  afterEach(() => {
    delete kernel.display;
    Reflect.deleteProperty(globalThis, publish);
  });

  it("a long search has a line that follows it, and goes when it ends", async () => {
    const lines: string[] = [];
    const note = (words: unknown): void => void lines.push((words as { "text/plain": string })["text/plain"]);
    kernel.display = (words: unknown) => {
      note(words);
      return { update: note };
    };
    Reflect.set(globalThis, publish, () => undefined);
    await check(modelNamed("register-paxos", { clients: 3 }), { seconds: 1.3 });
    expect(lines[0]).toMatch(/^[\d,]+ states, depth \d+, [\d,]+ a second, \d+ MB, 1\.\d s$/);
    expect(lines.at(-1)).toBe("");
  });

  it("a short one has none", async () => {
    kernel.display = () => expect.fail("nothing to show");
    Reflect.set(globalThis, publish, () => undefined);
    await check(modelNamed("naive-first-come"));
  });
});
