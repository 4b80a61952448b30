import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { Request } from "zeromq";
import { newConnection } from "../../../src/kernel/client/connection.ts";
import { KernelDiedError, KernelStartError, ownSpec, startKernel } from "../../../src/kernel/client/index.ts";
import { newSession } from "./session.ts";
import { newWireKernel } from "./wire-client.ts";

function isRunning(pid: number | undefined): boolean {
  if (pid === undefined) throw new Error("The kernel has no process.");
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Where the connection file is: the kernel's own argument tells. */
async function connectionFileOf(pid: number | undefined): Promise<string> {
  const words = (await readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0");
  return words.find((word) => word.endsWith(".json")) ?? "";
}

it.runIf(process.platform === "linux")(
  "shutdown leaves no process and no connection file, even while a cell spins",
  async () => {
    const { kernel } = await newSession();
    const { pid } = kernel;
    const connectionFile = await connectionFileOf(pid);
    expect(existsSync(connectionFile)).toBe(true);
    const spinning = kernel.execute("while (true) {}");
    await kernel.shutdown();
    expect(isRunning(pid)).toBe(false);
    expect(existsSync(connectionFile)).toBe(false);
    await expect(spinning.reply).rejects.toBeInstanceOf(KernelDiedError);
    expect(await kernel.whenDead).toEqual({ kind: "shut-down" });
    expect(() => kernel.execute("1")).toThrow(KernelDiedError);
  },
);

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

const connection = {
  transport: "tcp",
  ip: "127.0.0.1",
  key: "k",
  signature_scheme: "hmac-sha256",
  shell_port: 1,
  control_port: 2,
  iopub_port: 3,
  stdin_port: 4,
  hb_port: 5,
};

it.each([
  ["no argument", undefined, "The kernel takes one argument, the path of a Jupyter connection file."],
  [
    "a file that is not there",
    "nowhere.json",
    "Cannot use the connection file nowhere.json: it does not exist.",
  ],
  ["a folder", tmpdir(), `Cannot use the connection file ${tmpdir()}: it is a folder.`],
])("told of %s, it says so in a sentence", (_, argument, sentence) => {
  const { stderr, status } = runKernel(argument);
  expect(stderr).toBe(`${sentence}\n`);
  expect(status).toBe(2);
});

it.each([
  ["{", "it is not JSON"],
  ["[]", "it is not a JSON object"],
  [JSON.stringify({ ...connection, transport: "udp" }), 'transport must be "tcp" or "ipc", not "udp"'],
  [
    JSON.stringify({ ...connection, signature_scheme: "md5" }),
    'signature_scheme must be "hmac-sha256", not "md5"',
  ],
  [JSON.stringify({ ...connection, ip: undefined }), "it lacks ip"],
  [JSON.stringify({ ...connection, hb_port: undefined }), "hb_port must be a port number, and is missing"],
  [JSON.stringify({ ...connection, hb_port: "5" }), 'hb_port must be a port number, not "5"'],
])("a connection file that says %s: one sentence and an exit code", async (text, why) => {
  const path = await newFile(text);
  const { stderr, status } = runKernel(path);
  expect(stderr).toBe(`Cannot use the connection file ${path}: ${why}.\n`);
  expect(status).toBe(2);
});

it("a port that another program has: one sentence and an exit code", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const { stderr, status } = runKernel(
    await newFile(JSON.stringify({ ...(await newConnection()), control_port: port })),
  );
  expect(stderr).toBe(`Cannot listen for control at tcp://127.0.0.1:${port}: address already in use.\n`);
  expect(status).toBe(1);
});

it.each(["control", "shell"] as const)(
  "asked on %s to shut down, it replies, tells all, and ends well; the next may have its ports",
  async (channel) => {
    const first = await newWireKernel();
    await first.client.send("shell", first.client.newRequest("execute_request", { code: "while (true) {}" }));
    const farewell = await first.client.ask(channel, "shutdown_request", { restart: true });
    expect(farewell.reply).toEqual({ status: "ok", restart: true });
    expect(farewell.published("shutdown_reply")).toEqual([farewell.reply]);
    expect(await first.whenExited).toBe(0);
    expect(first.log()).toBe("");
    const next = await newWireKernel({ connection: first.connection });
    expect((await next.client.execute("1")).reply?.["status"]).toBe("ok");
  },
);

it.runIf(process.platform === "linux")(
  "a polite signal ends it as well, and all that it has started",
  async () => {
    const {
      client,
      process: kernel,
      whenExited,
    } = await newWireKernel({ env: { PAXOSLAB_KERNEL_TYPES: "error" } });
    await client.execute(`import { spawn } from "node:child_process"; spawn("sleep", ["1000"])`);
    const started = await descendantsOf(kernel.pid);
    // The process of the cells, the compiler, and what the cell has started.
    expect(started.length).toBeGreaterThanOrEqual(3);
    kernel.kill("SIGTERM");
    expect(await whenExited).toBe(0);
    await expect.poll(() => started.filter(isAtWork)).toEqual([]);
  },
);

it("it ends when whoever started it has gone", async () => {
  // Stands for a Jupyter server that was killed.
  const parent = spawn(process.execPath, ["-e", "process.stdin.resume()"], {
    stdio: ["pipe", "ignore", "ignore"],
  });
  const { client, whenExited } = await newWireKernel({ env: { JPY_PARENT_PID: String(parent.pid) } });
  await client.send("shell", client.newRequest("execute_request", { code: "while (true) {}" }));
  parent.kill("SIGKILL");
  expect(await whenExited).toBe(0);
});

it.skipIf(process.platform === "win32")("its sockets may be files instead of ports", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kernel-ipc-"));
  onTestFinished(async () => rm(folder, { recursive: true }));
  const { client } = await newWireKernel({
    connection: { ...(await newConnection()), transport: "ipc", ip: join(folder, "kernel") },
  });
  expect((await client.execute("6 * 7")).result).toBe("42");
});

it("the heart beats while a cell spins", async () => {
  const {
    client,
    connection: { hb_port: port },
  } = await newWireKernel();
  await client.send("shell", client.newRequest("execute_request", { code: "while (true) {}" }));
  const heart = new Request({ linger: 0, receiveTimeout: 5_000 });
  onTestFinished(() => heart.close());
  heart.connect(`tcp://127.0.0.1:${port}`);
  for (const beat of ["one", "two"]) {
    await heart.send(beat);
    expect((await heart.receive()).map(String)).toEqual([beat]);
  }
});

/** Orphans that have ended keep their ids until their new parent takes notice. */
function isAtWork(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && !readFileSync(stat, "utf8").includes(") Z ");
}

async function descendantsOf(pid: number | undefined): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
  const children = text.trim().split(" ").filter(Boolean).map(Number);
  return [...children, ...(await Promise.all(children.map(descendantsOf))).flat()];
}

function runKernel(argument: string | undefined): {
  readonly stderr: string;
  readonly status: number | null;
} {
  const [node = "", main = ""] = ownSpec().argv;
  return spawnSync(node, argument === undefined ? [main] : [main, argument], { encoding: "utf8" });
}

async function newFile(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "kernel-file-"));
  onTestFinished(async () => rm(folder, { recursive: true }));
  const path = join(folder, "connection.json");
  await writeFile(path, text);
  return path;
}
