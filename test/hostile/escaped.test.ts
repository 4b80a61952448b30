import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exerciseScript } from "../../src/grader/inside/bundle.ts";
import { Supply } from "../../src/grader/judging/supply.ts";
import { JudgingThread, type Judging } from "../../src/grader/judging/thread.ts";
import { usualLimits } from "../../src/grader/limits.ts";
import { Workshop } from "../../src/grader/linux/workshop.ts";
import { exerciseCalled } from "../../src/judge/index.ts";
import { whyNoBubblewrap } from "../grader/bubblewrap.ts";
import { firstTold } from "./harness.ts";
import { confinedProcesses } from "./processes.ts";

/**
 * What if a submission did get out of its realm? Here it has: these programs are all that runs in the process, with
 * Node's modules and both pipes in their hands. They can still only talk to a judge that believes nothing.
 */
interface Escaped {
  readonly name: string;
  readonly script: string;
  readonly told: RegExp;
}

const prelude = `
  const fs = require("node:fs");
  const chunk = Buffer.alloc(1e6);
  const hear = () => chunk.toString("utf8", 0, fs.readSync(0, chunk));
  const token = (line) => line.slice(0, line.indexOf(" "));
  const say = (text) => fs.writeSync(1, text);
  const loaded = () => say(token(hear()) + ' {"answer":null}\\n');
  say("ready\\n");
`;

const escaped: readonly Escaped[] = [
  { name: "leaves at once", script: "process.exit(0);", told: /ends its process \(exit code 0\)/ },
  {
    name: "leaves when it is asked",
    script: "loaded(); hear(); process.exit(3);",
    told: /onPrepare ends its process \(exit code 3\)/,
  },
  {
    name: "crashes",
    script: "loaded(); hear(); throw new Error('x');",
    told: /onPrepare ends its process \(exit code 1\)/,
  },
  // The first process of a namespace is not reached by its own signals.
  {
    name: "kills itself and everybody",
    script: "for (const id of [process.pid, -1]) try { process.kill(id, 9) } catch {}; loaded(); for (;;);",
    told: /gives no answer within/,
  },
  {
    name: "stops itself",
    script: "process.kill(process.pid, 'SIGSTOP'); loaded(); for (;;);",
    told: /gives no answer within/,
  },
  {
    name: "hangs up and stays",
    script: "loaded(); fs.closeSync(1); fs.closeSync(0); for (;;);",
    told: /gives no answer within/,
  },
  {
    name: "answers before it is asked",
    script: `loaded(); say('{"answer":{}}\\n'); for (;;) hear();`,
    told: /answered by somebody who was not asked|no answer at all/,
  },
  {
    name: "makes up a token",
    script: `loaded(); hear(); say('0123456789abcdef01234567 {"answer":{}}\\n'); for (;;) hear();`,
    told: /answered by somebody who was not asked/,
  },
  {
    name: "uses a token twice",
    script: `const t = token(hear()); say(t + ' {"answer":null}\\n'); hear(); say(t + ' {"answer":{}}\\n'); for (;;);`,
    told: /answered by somebody who was not asked/,
  },
  {
    name: "answers twice",
    script: `loaded(); const t = token(hear()); say((t + ' {"answer":{}}\\n').repeat(2)); for (;;) hear();`,
    told: /expected "state"|no answer at all/,
  },
  {
    name: "never ends its line",
    script: "loaded(); hear(); for (;;) say('x'.repeat(1e4));",
    told: /answers with more than 65536 bytes/,
  },
  {
    name: "says nothing but line ends",
    script: "loaded(); hear(); for (;;) say('\\n'.repeat(1e4));",
    told: /answered by somebody who was not asked/,
  },
  {
    name: "floods standard error",
    script: "loaded(); hear(); for (;;) fs.writeSync(2, 'x'.repeat(1e5));",
    told: /gives no answer within/,
  },
  {
    name: "says what is no JSON",
    script: "loaded(); say(token(hear()) + ' {{{\\n'); for (;;) hear();",
    told: /is no answer at all/,
  },
  {
    name: "says a hundred thousand brackets",
    script: `loaded(); say(token(hear()) + ' {"answer":' + '['.repeat(3e4) + ']'.repeat(3e4) + '}\\n'); for (;;) hear();`,
    told: /nested more than 60 deep|no answer at all/,
  },
  {
    name: "says infinity",
    script: `loaded(); say(token(hear()) + ' {"answer":1e999}\\n'); for (;;) hear();`,
    told: /has Infinity/,
  },
  {
    name: "says __proto__",
    script: `loaded(); say(token(hear()) + ' {"answer":{"__proto__":{"state":1}}}\\n'); for (;;) hear();`,
    told: /a field called __proto__/,
  },
  {
    name: "accuses itself of what only the judge can know",
    script: `loaded(); say(token(hear()) + ' {"threw":{"kind":"takes too long","sentence":"x"}}\\n'); for (;;) hear();`,
    told: /is no answer at all/,
  },
  {
    name: "claims a verdict",
    script: `loaded(); say(token(hear()) + ' {"answer":{},"points":13,"kind":"verdict"}\\n'); for (;;) hear();`,
    told: /is no answer at all/,
  },
  {
    name: "says bytes that are no text",
    script: "loaded(); hear(); fs.writeSync(1, Buffer.from([255, 254, 0, 10])); for (;;) hear();",
    told: /answered by somebody who was not asked/,
  },
  {
    name: "fills buffers",
    script: "loaded(); const all = []; for (;;) all.push(Buffer.alloc(1e6, 1));",
    // On a busy machine it gets that far only in more time than it has.
    told: /ends its process \(exit code 1\)|wants more memory|no answer within/,
  },
];

const limits = { ...usualLimits, call: 300, heap: 16 };
const workshop = new Workshop();
const judged = new Map<Escaped, Judging>();

/** Judges one after the other by one and the same thread, as in a class. */
async function judgeSome(list: Escaped[]): Promise<void> {
  const start = { script: "", heap: limits.heap, walls: "bubblewrap" as const };
  const supply = new Supply(workshop, start);
  const thread = new JudgingThread({ isolation: { kind: "bubblewrap" }, limits, supply });
  const exercise = await exerciseScript(exerciseCalled("acceptor"));
  for (let one = list.shift(); one !== undefined; one = list.shift()) {
    start.script = prelude + one.script;
    judged.set(
      one,
      await thread.judge({ slug: "acceptor", seed: 1, delivery: { exercise, submission: "" } }),
    );
    // The one that has been starting meanwhile has the script of the last.
    await supply.close();
  }
  await thread.end();
}

const whyNot = whyNoBubblewrap();
const title = `a submission that has got out of its realm${whyNot === undefined ? "" : ` (skipped: ${whyNot})`}`;

describe.skipIf(whyNot !== undefined)(title, () => {
  beforeAll(async () => {
    const list = [...escaped];
    await Promise.all([judgeSome(list), judgeSome(list)]);
  }, 120_000);

  afterAll(() => workshop.close());

  it.each(escaped)("$name", (one) => {
    const judging = judged.get(one);
    expect(judging).toMatchObject({ kind: "verdict", verdict: { points: 0 } });
    if (judging?.kind === "verdict") expect(firstTold(judging.verdict)).toMatch(one.told);
  });

  it("leaves no process behind", () => {
    expect(confinedProcesses()).toEqual([]);
  });
});
