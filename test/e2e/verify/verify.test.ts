import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const program = fileURLToPath(new URL("../../../src/cli/bin.ts", import.meta.url));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `paxoslab verify …` as a user would; `onStart` may send it a signal. */
async function verify(args: readonly string[], onStart?: (pid: number) => void): Promise<Ran> {
  const child = spawn(process.execPath, [program, "verify", ...args], { cwd: folder });
  let [out, err] = ["", ""];
  child.stdout.on("data", (text: Buffer) => (out += text.toString()));
  child.stderr.on("data", (text: Buffer) => (err += text.toString()));
  if (child.pid !== undefined) onStart?.(child.pid);
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, out, err };
}

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "verify-"));
});
afterAll(async () => rm(folder, { recursive: true }));

const write = async (name: string, code: string): Promise<void> => writeFile(join(folder, name), code);

describe.concurrent("paxoslab verify", () => {
  it("held: exit code 0, and the numbers that others have published", async () => {
    const { code, out } = await verify(["--model", "register-paxos", "--clients", "2"]);
    expect(out).toContain("16,668 unique states of 32,971 generated, depth 21");
    expect(code).toBe(0);
  });

  it("held, of Lamport’s own specification too", async () => {
    const { code, out } = await verify(["--model", "message-set-paxos", "--ballots", "2"]);
    expect(out).toContain("3,921 unique states");
    expect(code).toBe(0);
  });

  it("violated: exit code 1, and a counterexample to keep, to play again and to test with", async () => {
    const saved = ["--save", "found.json", "--test", "found.test.ts"];
    const found = await verify(["naive-first-come", "--minimise", ...saved]);
    expect(found.code).toBe(1);
    expect(found.out).toMatch(/^Violated: agreement, in first come, first served after 4 steps/);

    const replayed = await verify(["--replay", "found.json"]);
    expect(replayed.code).toBe(1);
    expect(replayed.out).toContain("Violated: agreement");
    expect(await readFile(join(folder, "found.test.ts"), "utf8")).toContain(
      "expect(run.violation).toBeNull();",
    );
  });

  it("bound reached: exit code 3", async () => {
    const { code, out } = await verify(["single-decree", "--max-states", "1000"]);
    expect(out).toContain("the limit on states was reached");
    expect(code).toBe(3);
  });

  it("time is a bound too", async () => {
    const { code, out } = await verify([
      "single-decree",
      "--ballots",
      "9",
      "--crashes",
      "2",
      "--max-seconds",
      "0.3",
    ]);
    expect(out).toContain("ran out of time");
    expect(code).toBe(3);
  });

  it("Ctrl-C: what was found so far, exit code 130", async () => {
    // A protocol without end that says when its search is about to begin.
    await write(
      "endless.ts",
      `import { writeFileSync } from "node:fs";
       export const nodes = 1;
       export const requests = [{ node: 0, request: "go" }];
       const again = (state) => ({ state, effects: [{ kind: "set-timer", timer: "next", after: { min: 1, max: 1 } }] });
       const step = (state, input) => (input.kind === "start" ? again(state) : again(state + 1));
       export const protocol = { name: "endless", initial: () => 0, step };
       writeFileSync("endless.started", "");`,
    );
    const { code, out } = await verify(["endless.ts"], (pid) => {
      const poll = setInterval(() => {
        if (!existsSync(join(folder, "endless.started"))) return;
        clearInterval(poll);
        setTimeout(() => process.kill(pid, "SIGINT"), 200);
      }, 20);
    });
    expect(out).toMatch(/^Nothing wrong so far in [\d,]+ states of endless/);
    expect(code).toBe(130);
  });

  it("as JSON for other programs", async () => {
    const { out } = await verify(["naive-first-come", "--json"]);
    const result = JSON.parse(out) as { kind: string; counterexample: { script: unknown[] } };
    expect(result.kind).toBe("violated");
    expect(result.counterexample.script).toHaveLength(4);
  });

  it("random storms: a seed that finds it again", async () => {
    const { out, code } = await verify(["naive-majority", "--random", "100"]);
    const seed = /--random 1 --seed (\d+)/.exec(out)?.[1];
    expect(code).toBe(1);
    const again = await verify(["naive-majority", "--random", "1", "--seed", seed!]);
    expect(again.out.split("\n").slice(2)).toEqual(out.split("\n").slice(2));
  });

  it("without a name it lists what there is", async () => {
    const { out, code } = await verify([]);
    expect(out).toContain("register-paxos:");
    expect(code).toBe(0);
  });
});

describe.concurrent("a file of the user’s own", () => {
  const own = `
    export const nodes = ["Bandra", "Kurla"];
    export const requests = [{ node: 0, request: "go" }];
  `;

  it("is explored like any model", async () => {
    await write(
      "own.ts",
      `${own}
       export const protocol = {
         name: "gossip",
         initial: () => ({ heard: false }),
         step: (state, input) => input.kind === "request"
           ? { state: { heard: true }, effects: [{ kind: "send", to: 1, message: "psst" }] }
           : input.kind === "message" ? { state: { heard: true }, effects: [] } : { state, effects: [] },
       };
       export const sometimes = [{ name: "all have heard", state: ({ nodes }) => nodes.every(({ state }) => state?.heard) }];`,
    );
    const { out, code } = await verify(["own.ts"]);
    expect(out).toContain("Held: gossip keeps every property in all 3 states");
    expect(code).toBe(0);
  });

  it("that breaks the contract of a step is told so in a sentence, with the state and the input", async () => {
    const step = `step(state, input) { if (input.kind === "request") state.count++; return { state, effects: [] }; }`;
    await write(
      "mutates.ts",
      `${own} export const protocol = { name: "gossip", initial: () => ({ count: 0 }), ${step} };`,
    );
    const { err, code } = await verify(["mutates.ts"]);
    expect(err).toContain(
      'paxoslab: gossip changes its input at node 0, in state {"count":0}, on input {"kind":"request","request":"go"}',
    );
    expect(code).toBe(5);
  });

  it("that never comes back from a step is stopped, and told of", { timeout: 30_000 }, async () => {
    const step = `step(state, input) { while (input.kind === "request"); return { state, effects: [] }; }`;
    await write("hangs.ts", `${own} export const protocol = { name: "gossip", initial: () => 0, ${step} };`);
    const { err, code } = await verify(["hangs.ts", "--step-seconds", "1"]);
    expect(err).toContain("step has not returned for 1 second at node 0");
    expect(code).toBe(5);
  });

  it("that exports no protocol is refused: exit code 4", async () => {
    await write("empty.ts", "export {};");
    const { err, code } = await verify(["empty.ts"]);
    expect(err).toContain("empty.ts exports no protocol");
    expect(code).toBe(4);
  });
});

it("bad usage: exit code 2 and a sentence", async () => {
  const { err, code } = await verify(["single-decree", "--nodes", "99"]);
  expect(err).toBe("paxoslab: --nodes of single-decree is a whole number from 1 to 5; got 99.\n");
  expect(code).toBe(2);
});
