import { describe, expect, it } from "vitest";
import { majority, milliseconds, nodes } from "../../src/core/index.ts";
import {
  singleDecree,
  singleDecreePhrases,
  type SingleDecree,
} from "../../src/protocols/single-decree/index.ts";
import { at, calmNetwork, simulate, tell, type Scheduled } from "../../src/sim/index.ts";
import { play } from "./puppet.ts";

type V = SingleDecree<string>;

function story(schedule: readonly Scheduled<V>[] = []): readonly string[] {
  const { trace } = simulate<V>({
    protocol: singleDecree({ quorums: majority(nodes(3)) }),
    nodes: ["Andheri", "Bandra", "Colaba"],
    seed: 1,
    network: calmNetwork,
    schedule: [
      at(0, { kind: "request", node: 0, request: { kind: "propose", value: "drains" } }),
      ...schedule,
    ],
  });
  return tell(trace, singleDecreePhrases).map(({ text }) => text);
}

describe("telling a run", () => {
  it("has a sentence for each input, with all that its node did about it", () => {
    const lines = story();
    expect(lines[0]).toBe(
      "A client asks Andheri to get “drains” chosen; Andheri writes to disk and prepares ballot 1.0 → itself, Bandra, Colaba.",
    );
    expect(lines).toContain(
      "Bandra receives the prepare for ballot 1.0 from Andheri; " +
        "it writes to disk and promises ballot 1.0 (nothing accepted yet) → Andheri.",
    );
    expect(lines.filter((line) => line.endsWith("it learns that “drains” is chosen."))).toHaveLength(3);
  });

  it("tells of faults, and of what nobody was there to hear", () => {
    const lines = story([
      at(milliseconds(1), { kind: "crash", node: 1 }),
      at(milliseconds(100), { kind: "restart", node: 1 }),
      at(milliseconds(200), { kind: "partition", label: "the flood", groups: [[0], [1, 2]] }),
      at(milliseconds(300), { kind: "heal", label: "the flood" }),
    ]);
    expect(lines).toContain("Bandra crashes.");
    expect(lines).toContain("The prepare for ballot 1.0 from Andheri to Bandra is lost: nobody is there.");
    expect(lines).toContain("Bandra starts again: it finds its disk empty.");
    expect(lines).toContain("The network splits (the flood): Andheri | Bandra and Colaba.");
    expect(lines).toContain("The network is mended (the flood).");
  });

  it("spells out messages of a protocol that has no phrases", () => {
    const { trace } = play({
      nodes: 2,
      schedule: [at(0, { kind: "request", node: 0, request: [{ kind: "send", to: 1, message: "hello" }] })],
    });
    expect(tell(trace).map(({ text }) => text)[1]).toBe("node 1 receives “hello” from node 0.");
  });

  it("says which events each sentence tells, so that a diagram can mark them", () => {
    const { trace } = simulate<V>({
      protocol: singleDecree({ quorums: majority(nodes(3)) }),
      nodes: 3,
      seed: 1,
      schedule: [at(0, { kind: "request", node: 0, request: { kind: "propose", value: "drains" } })],
    });
    for (const { from, to, text } of tell(trace)) {
      const [input, ...effects] = trace.events.slice(from, to);
      expect(["start", "deliver", "request", "timer", "crash", "drop"], text).toContain(input!.kind);
      for (const effect of effects) expect(effect).toMatchObject({ node: (input as { node: number }).node });
    }
  });
});
