import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  apply,
  explore,
  initialOutcome,
  SymmetryError,
  type Model,
  type Report,
} from "../../src/check/index.ts";
import type { Vocabulary } from "../../src/core/index.ts";
import { acceptorRole, learnerRole } from "../../src/protocols/single-decree/index.ts";
import { boundsOf } from "../../src/verify/bounds.ts";
import { separateRoles } from "../../src/verify/models/separate-roles.ts";
import { always } from "../always.ts";
import { randomPeers } from "./random-peers.ts";

const bounds = { acceptors: 3, proposers: 2, ballots: 2, nacks: "unsaid" } as const;
const alike = { ...bounds, acceptorsAre: "alike" } as const;

/** Where the run of a violation really leads. */
function endOf<V extends Vocabulary>(model: Model<V>, { violation }: Report<V>) {
  let at = initialOutcome(model);
  for (const action of violation!.script) at = apply(model, at.state, action);
  return at;
}

const lengths = <V extends Vocabulary>({ sometimes }: Report<V>) =>
  sometimes.map(({ witness }) => witness?.length);

describe("acceptors that may change places", () => {
  test.each([
    ["no faults", {}],
    ["a lost message, all messages kept", { deadMessages: "kept", network: { kind: "unordered", loss: 1 } }],
    ["a crash between steps", { crashes: { most: 1, strikes: "between steps" } }],
    ["message sets", { network: { kind: "set" } }],
  ] as const)("%s: as deep, runs as short, and up to six times fewer states", (_, faults) => {
    const whole = explore({ ...separateRoles(bounds), ...faults });
    const reduced = explore({ ...separateRoles(alike), ...faults });
    for (const report of [whole, reduced])
      expect(report).toMatchObject({ ended: "exhausted", violation: null });
    expect(reduced.depth).toBe(whole.depth);
    expect(lengths(reduced)).toEqual(lengths(whole));
    expect(reduced.states).toBeGreaterThanOrEqual(whole.states / 6);
    expect(reduced.states).toBeLessThan(whole.states / 4);
  });

  test("are named in the bounds of the verdict", () => {
    expect(boundsOf(separateRoles(alike)).at(-1)).toBe(
      "states that differ only by Bandra, Kurla, Andheri having changed places count as one",
    );
  });

  test("five of them are up to 120 times fewer states", () => {
    const report = explore(separateRoles({ ...alike, acceptors: 5 }));
    expect(report).toMatchObject({ states: 5_037, depth: 30, ended: "exhausted", violation: null });
  });

  test.each([
    ["an acceptor that forgets its promise", { acceptor: { ...acceptorRole<string>(), onAccept: careless } }],
    ["a learner in a hurry", { learner: { ...learnerRole<string>(), onAccepted: hasty } }],
  ])("%s is found out by a run as short, which can be taken as it is told", (_, roles) => {
    const model = separateRoles(alike, roles);
    const whole = explore(separateRoles(bounds, roles));
    const reduced = explore(model);
    expect(whole.violation).not.toBeNull();
    expect(reduced.violation?.property).toBe(whole.violation!.property);
    expect(reduced.violation?.script).toHaveLength(whole.violation!.script.length);
    expect(endOf(model, reduced).broken).toMatchObject({
      property: reduced.violation!.property,
      problem: reduced.violation!.problem,
    });
  });
});

test("random protocols of peers: the same verdict, depth and shortest runs with and without symmetry", () => {
  let saved = 0;
  always(
    fc.property(randomPeers, ({ model, symmetry }) => {
      const limits = { depth: 6, states: 2_000 };
      const whole = explore(model, limits);
      fc.pre(whole.ended !== "state limit");
      const symmetric = { ...model, symmetry };
      const reduced = explore(symmetric, limits);
      expect(reduced).toMatchObject({ ended: whole.ended, depth: whole.depth });
      expect(reduced.violation?.property).toBe(whole.violation?.property);
      expect(reduced.violation?.script.length).toBe(whole.violation?.script.length);
      if (whole.violation !== null) {
        expect(endOf(symmetric, reduced).broken?.property).toBe(whole.violation.property);
        return;
      }
      expect(lengths(reduced)).toEqual(lengths(whole));
      expect(reduced.states).toBeLessThanOrEqual(whole.states);
      expect(reduced.states).toBeGreaterThanOrEqual(whole.states / 6);
      saved += whole.states - reduced.states;
    }),
    40,
  );
  expect(saved).toBeGreaterThan(1_000);
});

describe("a symmetry that is none", () => {
  test.each(["promises", "voters"])("is found out: ids under %s are forgotten", (key) => {
    const model = separateRoles(alike);
    const idsUnder = model.symmetry!.idsUnder.filter((other) => other !== key);
    const wrong = { ...model, symmetry: { nodes: [0, 1, 2], idsUnder } };
    expect(() => explore(wrong)).toThrow(SymmetryError);
    expect(() => explore(wrong)).toThrow("not the same can happen as before");
  });

  test("is found out: one acceptor has a will of its own", () => {
    const model = separateRoles(alike);
    const { step } = model.protocol;
    const wilful: typeof step = (state, input, context) =>
      context.self === 2 && input.kind === "message" && input.message.kind === "accept"
        ? { state, effects: [] }
        : step(state, input, context);
    expect(() => explore({ ...model, protocol: { ...model.protocol, step: wilful } })).toThrow(SymmetryError);
  });

  test("is found out: a key under which something else stands", () => {
    const model = separateRoles(alike);
    const wrong = { ...model, symmetry: { nodes: [0, 1, 2], idsUnder: ["ballot"] } };
    expect(() => explore(wrong)).toThrow("it must be the id of a node, a set of such ids, or null");
  });

  test("is refused where it cannot hold", () => {
    const model = separateRoles(alike);
    const refuse = (changes: Partial<typeof model>, reason: string): void =>
      expect(() => explore({ ...model, ...changes })).toThrow(reason);
    refuse({ symmetry: { nodes: [0], idsUnder: [] } }, "two to five different nodes");
    refuse({ symmetry: { nodes: [2, 3], idsUnder: [] } }, "Node 3 is one of model.symmetry");
    refuse({ symmetry: { nodes: [2, 5], idsUnder: [] } }, "either all are listeners or none");
    refuse({ network: { kind: "fifo" } }, "not fifo");
    refuse({ crashes: { most: 1 } }, "between steps");
    refuse({ eventually: [{ name: "something", holds: () => true }] }, "leave out eventually");
  });
});

/** Accepts whatever it promised. */
function careless(
  ...[state, from, message, learners]: Parameters<ReturnType<typeof acceptorRole<string>>["onAccept"]>
) {
  return acceptorRole<string>().onAccept({ ...state, promised: null }, from, message, learners);
}

/** Believes the first acceptor it hears. */
function hasty(
  ...[state, , { ballot, value }]: Parameters<ReturnType<typeof learnerRole<string>>["onAccepted"]>
) {
  return state.learned === null ? { votes: [], learned: { ballot, value } } : state;
}
