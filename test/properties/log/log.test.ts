import { describe, expect, it } from "vitest";
import type { NodeId, Observation, Property, Vocabulary } from "../../../src/core/index.ts";
import {
  appliedInOrder,
  atMostOnce,
  checkLinearizability,
  linearizableSessions,
  logAgreement,
  moneyConserved,
  register,
  sessionHistory,
  type LogEvent,
  type MoneyEvent,
  type RegisterOperation,
  type RegisterResult,
  type SessionLens,
} from "../../../src/properties/index.ts";

interface Logs extends Vocabulary {
  readonly request: Asked;
  readonly decision: LogEvent | Answered;
  readonly persisted: null;
}

interface Asked {
  readonly client: number;
  readonly sequence: number;
  readonly operation: RegisterOperation<number>;
}

interface Answered {
  readonly kind: "answered";
  readonly client: number;
  readonly sequence: number;
  readonly result: RegisterResult<number>;
}

const lens = (decision: LogEvent | Answered): LogEvent | null =>
  decision.kind === "answered" ? null : decision;

type Seen = readonly [NodeId, Observation<Logs>];

const applies = (node: NodeId, slot: number, entry: string, client = 0, sequence = slot): Seen => [
  node,
  { kind: "decide", decision: { kind: "applied", slot, entry, executed: [{ client, sequence }] } },
];
const restores = (node: NodeId, slot: number): Seen => [
  node,
  { kind: "decide", decision: { kind: "restored", slot } },
];
const starts = (node: NodeId): Seen => [node, { kind: "start", persisted: null }];

function problem(property: Property<Logs>, ...seen: readonly Seen[]): string | null {
  const memory = seen.reduce(
    (memory, [node, event]) => property.observe(memory, node, event),
    property.initial,
  );
  return property.violation(memory);
}

describe("log agreement", () => {
  it("holds where all apply the same in a slot, whenever they do", () => {
    const seen = [applies(0, 0, "a"), applies(0, 1, "b"), applies(1, 0, "a"), starts(0), applies(0, 0, "a")];
    expect(problem(logAgreement(lens), ...seen)).toBeNull();
  });

  it("says who applied what else", () => {
    expect(problem(logAgreement(lens), applies(0, 0, "a"), applies(2, 0, "b"))).toBe(
      "node 2 applied “b” in slot 0, where “a” stands",
    );
  });
});

describe("order", () => {
  it("is from the first slot on, anew after a crash, or from a state taken over", () => {
    const seen = [
      applies(0, 0, "a"),
      applies(0, 1, "b"),
      starts(0),
      applies(0, 0, "a"),
      restores(0, 5),
      applies(0, 5, "f"),
    ];
    expect(problem(appliedInOrder(lens), ...seen)).toBeNull();
  });

  it("is broken by a gap, by doing a slot twice, and by going back", () => {
    expect(problem(appliedInOrder(lens), applies(1, 1, "b"))).toBe(
      "node 1 applied slot 1 when slot 0 was to come",
    );
    expect(problem(appliedInOrder(lens), applies(0, 0, "a"), applies(0, 0, "a"))).toContain(
      "slot 1 was to come",
    );
    expect(problem(appliedInOrder(lens), applies(0, 0, "a"), applies(0, 1, "b"), restores(0, 1))).toContain(
      "went back to the state before slot 1",
    );
  });
});

describe("at most once", () => {
  it("lets every node execute a command, in the same slot", () => {
    expect(problem(atMostOnce(lens), applies(0, 0, "a", 7, 1), applies(1, 0, "a", 7, 1))).toBeNull();
  });

  it("is broken by executing it in two slots, or after a later one of the same client", () => {
    expect(problem(atMostOnce(lens), applies(0, 0, "a", 7, 1), applies(0, 1, "a", 7, 1))).toBe(
      "node 0 executed client 7's command 1 in slot 1, after its command 1",
    );
    expect(problem(atMostOnce(lens), applies(0, 0, "b", 7, 2), applies(1, 1, "a", 7, 1))).not.toBeNull();
    expect(problem(atMostOnce(lens), applies(0, 0, "b", 7, 2), applies(1, 1, "a", 8, 1))).toBeNull();
  });
});

describe("linearizability of sessions", () => {
  const sessions: SessionLens<Logs, RegisterOperation<number>, RegisterResult<number>> = {
    asked: (request) => request,
    answered: (decision) => (decision.kind === "answered" ? decision : null),
  };
  /** Judged as it happens, and looking back. */
  const isExplained = (...seen: readonly Seen[]): boolean => {
    const online = problem(linearizableSessions(register(0), sessions), ...seen) === null;
    const told = seen
      .map(([, event]) => event)
      .filter((event) => event.kind === "request" || event.kind === "decide");
    const { kind } = checkLinearizability(sessionHistory(sessions, told), register(0));
    expect(kind).toBe(online ? "linearizable" : "not linearizable");
    return online;
  };
  const asks = (client: number, sequence: number, operation: RegisterOperation<number>): Seen => [
    client,
    { kind: "request", request: { client, sequence, operation } },
  ];
  const told = (client: number, sequence: number, result: number | "ok"): Seen => [
    client,
    { kind: "decide", decision: { kind: "answered", client, sequence, result } },
  ];
  const write = (value: number): RegisterOperation<number> => ({ kind: "write", value });
  const read: RegisterOperation<number> = { kind: "read" };

  it("takes a command that is asked for again for the same call", () => {
    const [first, second] = [asks(0, 0, write(1)), asks(1, 0, write(2))];
    const between = [told(0, 0, "ok"), second, told(1, 0, "ok"), asks(2, 0, read)];
    // Were the repeated write another call, it might have brought the 1 back.
    expect(isExplained(first, ...between, first, told(2, 0, 1))).toBe(false);
    expect(isExplained(first, ...between, first, told(0, 0, "ok"), told(2, 0, 2))).toBe(true);
  });

  it("lets a command take effect that reached its node when its client had gone on", () => {
    const [early, late] = [asks(0, 0, write(1)), asks(0, 1, write(2))];
    expect(isExplained(late, told(0, 1, "ok"), early, asks(1, 0, read), told(1, 0, 1))).toBe(true);
    expect(isExplained(late, told(0, 1, "ok"), asks(1, 0, read), told(1, 0, 1))).toBe(false);
  });
});

describe("money", () => {
  type Money = Vocabulary & { readonly decision: MoneyEvent };
  const paysIn = (slot: number, growth: number, total: number | null = null): MoneyEvent => ({
    kind: "applied",
    slot,
    entries: [{ growth, total }],
  });
  const afterAll = (...decisions: readonly MoneyEvent[]): string | null => {
    const property = moneyConserved<Money>((decision) => decision);
    const memory = decisions.reduce(
      (memory, decision) => property.observe(memory, 0, { kind: "decide", decision }),
      property.initial,
    );
    return property.violation(memory);
  };

  it("is all there: what was paid in less what was paid out, whoever applies the log again", () => {
    const restored: MoneyEvent = { kind: "restored", slot: 2, total: 7 };
    const log = [paysIn(0, 10), paysIn(1, -3), paysIn(2, 0, 7)];
    expect(afterAll(...log, restored, ...log)).toBeNull();
  });

  it("is missing from a total", () => {
    expect(afterAll(paysIn(0, 10), paysIn(1, 0, 9))).toBe(
      "node 0 finds 9 in all accounts together in slot 1, where 10 have been paid in and not out",
    );
  });

  it("is missing from a book taken over", () => {
    expect(afterAll(paysIn(0, 10), { kind: "restored", slot: 1, total: 20 })).toBe(
      "node 0 finds 20 in all accounts together before slot 1, where 10 have been paid in and not out",
    );
  });
});
