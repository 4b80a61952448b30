import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { Dealer } from "zeromq";
import { expect, it } from "vitest";
import { KernelDiedError, KernelStartError, ownSpec, startKernel } from "../../../src/kernel/client/index.ts";
import { newSession } from "./session.ts";

function isRunning(pid: number | undefined): boolean {
  if (pid === undefined) throw new Error("The kernel has no process.");
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Where the kernel's sockets are: its own argument tells. */
const connectionCell = `
  import { readFileSync } from "node:fs";
  const words = readFileSync("/proc/self/cmdline", "utf8").split("\\0");
  console.log(words.find((word) => word.endsWith(".json")));
  console.log(readFileSync(words.find((word) => word.endsWith(".json"))!, "utf8"));`;

it("shutdown leaves no process and no connection file, even while a cell spins", async () => {
  const { kernel, run } = await newSession();
  const [connectionFile = ""] = (await run(connectionCell)).stdout.split("\n");
  const { pid } = kernel;
  expect(existsSync(connectionFile)).toBe(true);
  const spinning = kernel.execute("while (true) {}");
  await kernel.shutdown();
  expect(isRunning(pid)).toBe(false);
  expect(existsSync(connectionFile)).toBe(false);
  await expect(spinning.reply).rejects.toBeInstanceOf(KernelDiedError);
  expect(await kernel.whenDead).toEqual({ kind: "shut-down" });
  expect(() => kernel.execute("1")).toThrow(KernelDiedError);
});

it("a restart gives a fresh process to the same client", async () => {
  const { kernel, run } = await newSession();
  await run("let x = 1");
  const { pid } = kernel;
  await kernel.restart();
  expect(isRunning(pid)).toBe(false);
  expect((await run("typeof x")).result).toBe("'undefined'");
});

it("two restarts at once leave one process", async () => {
  const { kernel, run } = await newSession();
  await Promise.all([kernel.restart(), kernel.restart()]);
  expect((await run("1")).result).toBe("1");
});

it("a killed kernel is noticed, and can be restarted", async () => {
  const { kernel, run } = await newSession();
  const waiting = kernel.execute("await new Promise(() => {})");
  process.kill(kernel.pid ?? 0, "SIGKILL");
  expect(await kernel.whenDead).toMatchObject({ kind: "died", signal: "SIGKILL" });
  await expect(waiting.reply).rejects.toThrow(`The kernel "paxoslab" died of SIGKILL`);
  expect(kernel.isAlive).toBe(false);
  await kernel.restart();
  expect((await run("1")).result).toBe("1");
});

it("a kernel that dies at once, never answers, or is no program: says why", async () => {
  const start = async (argv: readonly string[]): Promise<unknown> =>
    startKernel({ ...ownSpec(), argv }, { cwd: process.cwd(), startTimeout: 500 });
  const script = "console.error('no licence'); process.exit(4)";
  await expect(start([process.execPath, "-e", script])).rejects.toThrow(
    /ended with exit code 4.*no licence/s,
  );
  await expect(start([process.execPath, "-e", "setInterval(() => {}, 1000)"])).rejects.toThrow(
    /within 0.5 s/,
  );
  await expect(start(["no-such-program"])).rejects.toBeInstanceOf(KernelStartError);
});

it("a connection file it cannot use: one sentence and an exit code", () => {
  const [node = "", main = ""] = ownSpec().argv;
  const missing = spawnSync(node, [main, "nowhere.json"], { encoding: "utf8" });
  expect(missing.stderr).toBe("Cannot use the connection file nowhere.json: it does not exist.\n");
  expect(missing.status).toBe(2);
  expect(spawnSync(node, [main], { encoding: "utf8" }).status).toBe(2);
});

it.runIf(process.platform === "linux")("unsigned and malformed frames are dropped", async () => {
  const { run } = await newSession();
  const [, ...json] = (await run(connectionCell)).stdout.split("\n");
  const { shell_port: port } = JSON.parse(json.join("\n")) as { readonly shell_port: number };
  const intruder = new Dealer({ linger: 0 });
  intruder.connect(`tcp://127.0.0.1:${port}`);
  const header = `{"msg_id":"1","msg_type":"execute_request"}`;
  await intruder.send(["<IDS|MSG>", "", header, "{}", "{}", `{"code":"globalThis.intruded = true"}`]);
  await intruder.send([
    "<IDS|MSG>",
    "f".repeat(64),
    header,
    "{}",
    "{}",
    `{"code":"globalThis.intruded = true"}`,
  ]);
  await intruder.send(["garbage"]);
  await intruder.send([""]);
  await intruder.send(["<IDS|MSG>"]);
  expect((await run("await new Promise((r) => setTimeout(r, 100)); 'intruded' in globalThis")).result).toBe(
    "false",
  );
  intruder.close();
});
