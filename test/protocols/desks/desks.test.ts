import { describe, expect, it } from "vitest";
import { itemsFrom, majority, milliseconds, nodes } from "../../../src/core/index.ts";
import { desks, soundBatching, type Batching, type Desks } from "../../../src/protocols/desks/index.ts";
import { at, simulate, type Scheduled } from "../../../src/sim/index.ts";

const ask = (time: number, client: number, node = 0): Scheduled<Desks> =>
  at(milliseconds(time), { kind: "request", node, request: { kind: "ask", client, number: 0 } });

function run(schedule: readonly Scheduled<Desks>[], batching: Batching = soundBatching) {
  return simulate<Desks>({
    protocol: desks({ quorums: majority(nodes(3)), size: 2, delay: milliseconds(20), window: 2, batching }),
    nodes: 3,
    seed: 1,
    network: { latency: { kind: "constant", latency: 1_000 }, loss: 0, duplication: 0, ordering: "any" },
    schedule,
    untilTime: milliseconds(5_000),
  });
}

/** When a node announced what, and for which clients. */
const told = (decisions: ReturnType<typeof run>["decisions"], kind: "proposed" | "applied", node = 0) =>
  decisions.flatMap(({ node: who, at: time, decision }) =>
    who === node && decision.kind === kind
      ? [{ at: time, slot: decision.slot, clients: decision.batch.commands.map(({ client }) => client) }]
      : [],
  );

describe("a lone desk", () => {
  it("closes a full batch at once, and one that is not full when its first command has waited for long enough", () => {
    const { decisions } = run([ask(0, 1), ask(5, 2), ask(7, 3)]);
    expect(told(decisions, "proposed")).toEqual([
      { at: milliseconds(5), slot: 0, clients: [1, 2] },
      { at: milliseconds(27), slot: 1, clients: [3] },
    ]);
  });

  it("has no more batches under way than the window allows", () => {
    const { decisions } = run(Array.from({ length: 7 }, (_, client) => ask(0, client)));
    const proposed = told(decisions, "proposed");
    expect(proposed.map(({ slot }) => slot)).toEqual([0, 1, 2, 3]);
    expect(proposed.filter(({ at: time }) => time === 0)).toHaveLength(2);
  });
});

it("a gap that nobody proposes in is filled, and does not hold up the log for ever", () => {
  const label = "flood";
  const { decisions } = run([
    // Slots 0 and 1 of desk 0 reach nobody; then somebody else fills slot 0, and desk 0 comes back.
    at(0, { kind: "partition", label, groups: [[0], [1, 2]] }),
    ...[1, 2, 3, 4].map((client) => ask(1, client)),
    ...[5, 6].map((client) => ask(10, client, 1)),
    at(milliseconds(100), { kind: "heal", label }),
  ]);
  const log = told(decisions, "applied", 2).flatMap(({ clients }) => clients);
  expect(log.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
});

it("a node that restarts has what it accepted, and learns again what is decided", () => {
  const { states, decisions } = run([
    ask(0, 1),
    ask(1, 2),
    at(milliseconds(50), { kind: "crash", node: 1 }),
    at(milliseconds(60), { kind: "restart", node: 1 }),
    ask(70, 3),
    ask(71, 4),
  ]);
  const accepted = states.map((state) =>
    itemsFrom(state!.instances).map(({ item }) => item.acceptor.accepted?.value),
  );
  expect(accepted[1]).toEqual(accepted[0]);
  const again = told(decisions, "applied", 1).filter((applied) => applied.at > milliseconds(60));
  expect(again.map(({ clients }) => clients)).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

describe("a policy that asks for the impossible is told so", () => {
  const asked = [1, 2, 3].map((client) => ask(0, client));
  const stranger = { client: 9, number: 9, askedAt: 0 };

  it.each<readonly [string, Batching["nextBatch"], RegExp]>([
    [
      "all at once",
      ({ queue }) => (queue.length < 3 ? [] : queue),
      /puts 3 commands into a slot that takes 2/,
    ],
    ["one by one", ({ queue }) => queue.slice(0, 1), /although 2 are under way, and the window is 2/],
    ["made up", () => [stranger], /proposes command 9 of client 9, which does not wait/],
  ])("%s", (_, nextBatch, words) => {
    expect(() => run(asked, { ...soundBatching, nextBatch })).toThrow(words);
  });
});
