import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { evaluate, startKernel } from "./jupyter-client.ts";

const main = join(import.meta.dirname, "../../../src/cli/bin.ts");
const fixtures = join(import.meta.dirname, "fixtures");

let work: string;
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), "paxoslab-command-"));
});
afterAll(async () => rm(work, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

const started: Command[] = [];
afterEach(async () => {
  for (const command of started.splice(0)) await command.end();
});

class Command {
  readonly #child: ChildProcess;
  readonly ended: Promise<Ended>;
  #output = "";

  constructor(...args: readonly string[]) {
    const all = [main, "lab", "--no-open", "--work", work, ...args];
    this.#child = spawn(process.execPath, all, { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (chunk: Buffer) => (this.#output += chunk.toString()));
    }
    this.ended = new Promise((resolve) => {
      this.#child.on("close", (code) => resolve({ code, output: this.#output }));
    });
    started.push(this);
  }

  /** The address it prints. */
  async url(): Promise<URL> {
    await expect.poll(() => this.#output, { timeout: 20_000 }).toContain("Press Ctrl-C");
    return new URL(/http:\S+/.exec(this.#output)?.[0] ?? "");
  }

  /** For whatever a test that failed left running. */
  async end(): Promise<void> {
    this.#child.kill("SIGTERM");
    await this.ended;
  }

  interrupt(): void {
    this.#child.kill("SIGINT");
  }
}

test("Ctrl-C ends the lab and every kernel it started", { timeout: 40_000 }, async () => {
  const command = new Command("--port", "0", "--notebooks", fixtures);
  const url = await command.url();
  const kernel = await startKernel(url, "paxoslab");
  const pid = Number(await evaluate(kernel, "process.pid"));
  expect(isAlive(pid)).toBe(true);
  command.interrupt();
  expect(await command.ended).toMatchObject({ code: 0 });
  expect(isAlive(pid)).toBe(false);
  kernel.dispose();
});

test("a busy port ends it with one sentence and code 3", { timeout: 20_000 }, async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => {
    taken.listen(0, "127.0.0.1", resolve);
  });
  const { port } = taken.address() as AddressInfo;
  const { code, output } = await new Command("--port", String(port), "--notebooks", fixtures).ended;
  taken.close();
  expect(output).toBe(
    `paxoslab: Port ${port} is in use, perhaps by another lab: choose another with --port, or 0 for any free one.\n`,
  );
  expect(code).toBe(3);
});

test.each([
  [["--notebooks", "/no/such/folder"], 3, "There is no folder /no/such/folder"],
  [["--kernel", "cobol"], 3, 'There is no kernel named "cobol".'],
  [["--port", "seven"], 2, "A port is a whole number from 0 to 65535."],
])("%j ends it with code %i and a sentence", { timeout: 20_000 }, async (args, code, sentence) => {
  const ended = await new Command(...args).ended;
  expect(ended.output).toContain(sentence);
  expect(ended.code).toBe(code);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
