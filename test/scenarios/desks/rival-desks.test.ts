import { describe, expect, it } from "vitest";
import { sameData } from "../../../src/core/index.ts";
import { soundBatching, type Batch } from "../../../src/protocols/desks/index.ts";
import { asInNotes, rivalDesks } from "../../../src/scenarios/index.ts";

const seeds = Array.from({ length: 10 }, (_, index) => index + 1);

describe.each(seeds)("two desks, one of them cut off for a while (seed %i)", (seed) => {
  const { run, summary, trace } = rivalDesks.run({ seed });

  it("gets every command into the log once, in the order of its client, although batches lose their slots", () => {
    const { lost, doubled, overtaken, settled, asked, executed } = summary;
    expect({ lost, doubled, overtaken }).toEqual({ lost: [], doubled: [], overtaken: [] });
    expect(executed).toBe(asked);
    expect(settled.filter(({ mine, chosen }) => mine.desk !== chosen.desk).length).toBeGreaterThan(5);
    expect(run.ended).toBe("quiet");
  });

  it("has one log: where two nodes have applied a slot, they have applied the same", () => {
    const log: Batch[] = [];
    for (const event of trace.events) {
      if (event.kind !== "decide" || event.decision.kind !== "applied") continue;
      const { slot, batch } = event.decision;
      log[slot] ??= batch;
      expect(sameData(log[slot], batch)).toBe(true);
    }
    expect(log.length).toBe(summary.slots);
  });
});

it("batches as in notes lose whatever lost its slot", () => {
  const { lost, settled } = rivalDesks.run({ batching: asInNotes, trace: "off" }).summary;
  const dropped = settled
    .filter(({ mine, chosen }) => !sameData(mine, chosen))
    .flatMap(({ mine }) => mine.commands);
  expect(dropped.length).toBeGreaterThan(0);
  for (const { client, number } of dropped) {
    expect(lost).toContainEqual(expect.objectContaining({ client, number }));
  }
});

it("who puts back, but lets later commands of the same client go ahead, breaks the order", () => {
  const hasty = {
    ...soundBatching,
    nextBatch: (desk: Parameters<typeof soundBatching.nextBatch>[0]) =>
      desk.underWay.length < desk.window ? desk.queue.slice(0, desk.size) : [],
  };
  const { overtaken, lost } = rivalDesks.run({ batching: hasty, trace: "off" }).summary;
  expect(overtaken.length).toBeGreaterThan(0);
  expect(lost).toEqual([]);
});
