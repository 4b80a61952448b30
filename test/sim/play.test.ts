import { describe, expect, it } from "vitest";
import { majority, nodes, type Property, type Script } from "../../src/core/index.ts";
import { agreement } from "../../src/properties/index.ts";
import { singleDecree, type SingleDecree } from "../../src/protocols/single-decree/index.ts";
import { narrate, play, requireHeld, ScriptError, type Run } from "../../src/sim/index.ts";
import { puppet, type Puppet } from "./puppet.ts";

const perform = (script: Script<Puppet>, properties: readonly Property<Puppet>[] = []): Run<Puppet> =>
  play({ protocol: puppet, nodes: 2, script, properties });

const greet: Script<Puppet> = [
  { kind: "request", node: 0, request: [{ kind: "send", to: 1, message: "hello" }] },
];
const hello = { from: 0, to: 1, message: "hello" } as const;

const heard = ({ states }: Run<Puppet>, node: number): readonly string[] | undefined =>
  states[node]?.map(({ what }) => what);

describe("playing a script", () => {
  it("does exactly what the script says, ten milliseconds apart", () => {
    const run = perform([...greet, { kind: "deliver", ...hello }]);
    expect(heard(run, 1)).toEqual(["start with an empty disk", "0: hello"]);
    expect(run.trace.events.at(-1)).toMatchObject({ kind: "deliver", at: 20_000 });
    expect(run.trace.seed).toBeNull();
  });

  it("delivers a message twice if the script duplicates it, and never if it drops it", () => {
    const twice = perform([...greet, { kind: "duplicate", ...hello }, { kind: "deliver", ...hello }]);
    expect(heard(twice, 1)).toHaveLength(3);
    const never = perform([...greet, { kind: "drop", ...hello }]);
    expect(never.trace.events.at(-1)).toMatchObject({ kind: "drop", why: "loss" });
  });

  it("rings a timer when the script says so, whatever it was set to", () => {
    const after = { min: 5, max: 500 };
    const run = perform([
      { kind: "request", node: 0, request: [{ kind: "set-timer", timer: "tea", after }] },
      { kind: "timer", node: 0, timer: "tea" },
    ]);
    expect(heard(run, 0)?.at(-1)).toBe("timer tea");
  });

  it("crashes a node between two of its effects, and restarts it with what its disk holds", () => {
    const run = perform([
      {
        kind: "request",
        node: 0,
        crashAfter: 1,
        request: [
          { kind: "persist", value: "written" },
          { kind: "send", to: 1, message: "never said" },
        ],
      },
      { kind: "restart", node: 0, disk: "kept" },
    ]);
    expect(heard(run, 0)).toEqual(["start with written"]);
    expect(run.trace.events.filter(({ kind }) => kind === "send")).toEqual([]);
  });

  it("can lose a disk", () => {
    const run = perform([
      { kind: "request", node: 0, request: [{ kind: "persist", value: "written" }] },
      { kind: "crash", node: 0 },
      { kind: "restart", node: 0, disk: "lost" },
    ]);
    expect(heard(run, 0)).toEqual(["start with an empty disk"]);
  });

  it("ends with the event that breaks a property, and the error says that a script did it", () => {
    const decide = (node: number, value: string): Script<Puppet>[number] => ({
      kind: "request",
      node,
      request: [{ kind: "decide", decision: { value } }],
    });
    const run = perform([decide(0, "drains"), decide(1, "roads"), ...greet], [agreement()]);
    expect(run.ended).toBe("violation");
    expect(run.trace.events.at(-1)).toMatchObject({ kind: "decide", node: 1 });
    expect(() => requireHeld(run)).toThrow("the same script replays it");
  });

  it("plays scripts that went through JSON", () => {
    const script: Script<Puppet> = [...greet, { kind: "deliver", ...hello }];
    expect(perform(JSON.parse(JSON.stringify(script)) as Script<Puppet>)).toEqual(perform(script));
  });

  it("can be told like any other run", () => {
    const run = play<SingleDecree<string>>({
      protocol: singleDecree({ quorums: majority(nodes(3)) }),
      nodes: ["Andheri", "Bandra", "Colaba"],
      script: [
        { kind: "request", node: 0, request: { kind: "propose", value: "drains" } },
        {
          kind: "deliver",
          from: 0,
          to: 1,
          message: { kind: "prepare", ballot: { round: 1, node: 0 } },
        },
      ],
    });
    expect(narrate(run.trace)[1]).toContain("Andheri → Bandra: prepare");
  });
});

describe("a script that cannot be played is refused in one sentence", () => {
  const refusals: readonly (readonly [Script<Puppet>, string])[] = [
    [[{ kind: "deliver", ...hello }], 'no message "“hello”" is on its way from node 0 to node 1'],
    [[{ kind: "timer", node: 0, timer: "tea" }], 'the timer "tea" does not run there'],
    [[{ kind: "crash", node: 7 }], "there is no node 7"],
    [[{ kind: "restart", node: 0, disk: "kept" }], "node 0 is up"],
    [
      [
        { kind: "crash", node: 1 },
        { kind: "crash", node: 1 },
      ],
      "node 1 is down",
    ],
  ];
  it.each(refusals)("%j", (script, why) => {
    const position = script.length;
    expect(() => perform(script)).toThrow(ScriptError);
    expect(() => perform(script)).toThrow(
      `Action ${position} of the script (${script.at(-1)!.kind}) is not possible: ${why}.`,
    );
  });
});
