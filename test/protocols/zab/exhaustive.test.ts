import { describe, expect, it } from "vitest";
import { explore, vacuous, type Model } from "../../../src/check/index.ts";
import { itemsFrom, type Service } from "../../../src/core/index.ts";
import { compareZxids, zab, type Rules, type Zab } from "../../../src/protocols/zab/index.ts";
import { zabModel, type ZabBounds } from "../../../src/verify/index.ts";

/** Commands are letters, and the service is the text they make. */
const letters: Service<string, string, string> = {
  name: "letters",
  initial: "",
  apply: (text, letter) => ({ state: text + letter, result: text + letter }),
};

type Letters = Zab<string, string, string>;
type LetterRules = Partial<Rules<string, string, string>>;

interface Bounds extends Pick<ZabBounds<string, string, string>, "leaders" | "impatient"> {
  /** One command for each of these processes, to be asked for there. */
  readonly askedAt: readonly number[];
}

/** Three processes, and every order of events within these bounds. */
const bounded = ({ askedAt, ...bounds }: Bounds, rules: LetterRules = {}): Model<Letters> =>
  zabModel({
    ...bounds,
    protocol: zab({ processes: 3, service: letters, rules }),
    nodes: 3,
    asked: askedAt.map((node, client) => ({ node, command: "ab"[client]! })),
  });

const everybody = [0, 1, 2];

/**
 * `paxoslab verify zab` lets everybody change leaders, with two commands: 452,602 states in a second or two. Three elections,
 * or a crash, with two who change leaders are two million states each, in some seven seconds.
 */
describe("Zab: three processes deliver one history in every run", () => {
  it.each([
    { leaders: [0, 1], askedAt: [0, 1], impatient: [1, 2], states: 12_038 },
    { leaders: [0, 1], askedAt: [0], impatient: everybody, states: 55_270 },
    { leaders: [0, 1, 2], askedAt: [0], impatient: [1, 2], states: 34_504 },
  ])("with leaders $leaders, commands at $askedAt, and $impatient impatient", ({ states, ...bounds }) => {
    const report = explore(bounded(bounds));
    expect(report).toMatchObject({ violation: null, ended: "exhausted", states });
    expect(vacuous(report)).toEqual([]);
  });
});

interface Mutant {
  readonly name: string;
  readonly rules: LetterRules;
  readonly impatient: readonly number[];
  /** The shortest run in which two transactions are delivered in the same place. */
  readonly steps: number;
}

const mutants: readonly Mutant[] = [
  {
    name: "a new leader keeps its own history, though another's is more recent",
    rules: { prefers: () => false },
    impatient: [1, 2],
    steps: 18,
  },
  {
    name: "a follower acknowledges a proposal of an earlier epoch, whoever leads",
    rules: { takes: ({ role }) => role.kind === "following" && role.phase === "broadcast" },
    impatient: [1, 2],
    steps: 18,
  },
  {
    name: "transactions are delivered as their commits come, past those before",
    rules: {
      deliversNext: ({ log, length, replica }, committed) => {
        const found = itemsFrom(log, replica.delivered).find(
          ({ index, item }) => index < length && compareZxids(item.zxid, committed) === 0,
        );
        return found?.index ?? null;
      },
    },
    impatient: [1, 2],
    steps: 18,
  },
  {
    name: "what a deposed leader proposed is kept, after the new leader's history",
    rules: { synchronised: (state, _, history) => (history.length <= state.length ? null : history) },
    impatient: everybody,
    steps: 19,
  },
];

describe.each(mutants)("planted bug: $name", ({ rules, impatient, steps }) => {
  it("is found in a run as short as can be", () => {
    const { violation } = explore(bounded({ leaders: [0, 1], askedAt: [0, 1], impatient }, rules));
    expect(violation).toMatchObject({ kind: "always", property: "log agreement" });
    expect(violation?.script).toHaveLength(steps);
  });
});
