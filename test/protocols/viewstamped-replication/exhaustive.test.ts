import { describe, expect, it } from "vitest";
import { explore, vacuous, type Model } from "../../../src/check/index.ts";
import { emptyArray, type Protocol } from "../../../src/core/index.ts";
import { replicationModel } from "../../../src/verify/index.ts";
import { lettersAmong, type Letters } from "./letters.ts";

interface Bounds {
  readonly view: number;
  /** One command for each of these replicas, to be asked for there. */
  readonly askedAt: readonly number[];
  readonly crashes: number;
  readonly impatient: readonly number[];
}

/** Three replicas, and every order of events within these bounds. */
const bounded = (bounds: Bounds, protocol = lettersAmong(3)): Model<Letters> =>
  replicationModel({
    ...bounds,
    protocol,
    nodes: 3,
    asked: bounds.askedAt.map((node, client) => ({ node, command: "ab"[client]! })),
  });

/**
 * `paxoslab verify viewstamped-replication` lets anybody begin the view change, and has a crash besides: 404,443 states in
 * a second. Two commands, or three views, without a crash are two million states each.
 */
describe("Viewstamped Replication: three replicas keep one log in every run", () => {
  it.each([
    { crashes: 0, impatient: [0, 1, 2], states: 13_004 },
    { crashes: 1, impatient: [1], states: 279_366 },
  ])("with a command, two views, $crashes crashes, and $impatient impatient", ({ states, ...bounds }) => {
    const report = explore(bounded({ view: 1, askedAt: [0], ...bounds }));
    expect(report).toMatchObject({ violation: null, ended: "exhausted", states });
    expect(vacuous(report)).toEqual([]);
  });
});

/** The protocol, with other things that its replicas hear. */
const hearing = (
  change: (input: Parameters<Protocol<Letters>["step"]>[1]) => Parameters<Protocol<Letters>["step"]>[1],
): Protocol<Letters> => {
  const { step, ...sound } = lettersAmong(3);
  return { ...sound, step: (state, input, context) => step(state, change(input), context) };
};

interface Mutant {
  readonly name: string;
  readonly protocol: Protocol<Letters>;
  readonly crashes: number;
  /** The shortest run in which two commands are executed as the same operation. */
  readonly steps: number;
}

const mutants: readonly Mutant[] = [
  {
    name: "a replica in a view change still answers Prepares of the view before",
    protocol: lettersAmong(3, {
      rules: {
        takesPart: ({ status, normalView }, view) => status.kind !== "recovering" && view >= normalView,
      },
    }),
    crashes: 0,
    steps: 9,
  },
  {
    name: "a new primary takes the log that came last",
    protocol: lettersAmong(3, { rules: { prefers: () => true } }),
    crashes: 0,
    steps: 11,
  },
  {
    name: "a new primary hears of logs without their operations",
    protocol: hearing((input) => {
      if (input.kind !== "message" || input.message.kind !== "do-view-change") return input;
      const history = { ...input.message.history, log: emptyArray, opNumber: 0, commitNumber: 0 };
      return { ...input, message: { ...input.message, history } };
    }),
    crashes: 0,
    steps: 11,
  },
  {
    name: "a restarted replica answers at once",
    protocol: hearing((input) => (input.kind === "start" ? { ...input, persisted: null } : input)),
    crashes: 1,
    steps: 13,
  },
];

describe.each(mutants)("planted bug: $name", ({ protocol, crashes, steps }) => {
  it("is found in a run as short as can be", () => {
    const { violation } = explore(bounded({ view: 1, askedAt: [0, 1], crashes, impatient: [1] }, protocol));
    expect(violation).toMatchObject({ kind: "always", property: "log agreement" });
    expect(violation?.script).toHaveLength(steps);
  });
});
