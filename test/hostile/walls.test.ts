import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { confined, nodeCommand, type Command } from "../../src/grader/linux/command.ts";
import { seccompFilter } from "../../src/grader/linux/seccomp.ts";
import { whyNoBubblewrap } from "../grader/bubblewrap.ts";

const whyNot = whyNoBubblewrap();
const skipped = whyNot === undefined ? "" : ` (skipped: ${whyNot})`;

const heap = 32;
const folder = mkdtempSync(join(tmpdir(), "paxoslab-walls-"));
const secret = join(folder, "secret");
const filterFile = join(folder, "filter");
const server = createServer((socket) => socket.end("you are out"));

beforeAll(async () => {
  writeFileSync(secret, "the seed is 42", { mode: 0o644 });
  writeFileSync(filterFile, seccompFilter(process.arch) ?? "");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Node with all permissions, so that every other wall must hold by itself. */
const permissive = (script: string): Command => [
  process.execPath,
  "--jitless",
  "--no-warnings",
  "--eval",
  script,
];

/** What the program prints, in the sandbox. A shell opens the filter, as number 3. */
async function inside(command: Command): Promise<string> {
  const walls = confined({ command, filter: 3, heap });
  return new Promise((resolve) => {
    execFile(
      "sh",
      ["-c", `exec "$@" 3<"$FILTER"`, "sh", ...walls],
      { env: { PATH: process.env["PATH"], FILTER: filterFile, SECRET: secret }, timeout: 20_000 },
      (_error, stdout, stderr) => resolve((stdout + stderr).trim()),
    );
  });
}

/** Prints what comes of it, or why nothing does. */
const trying = (expression: string): string => `
  const fs = require("node:fs");
  Promise.resolve().then(() => ${expression}).then(
    (value) => console.log("DONE", JSON.stringify(value)),
    (error) => console.log(error.code ?? error.message));`;

describe.skipIf(whyNot !== undefined)(
  `bubblewrap and the kernel, without any help of Node's${skipped}`,
  () => {
    it.each([
      [
        "there is nothing but Node and its libraries",
        `fs.readdirSync("/").sort()`,
        /^DONE \["lib","lib64","node"(,"usr")?\]$/,
      ],
      ["a file of ours is not there", `fs.readFileSync(${JSON.stringify(secret)}, "utf8")`, /^ENOENT$/],
      ["no password file, either", `fs.readFileSync("/etc/passwd", "utf8")`, /^ENOENT$/],
      ["no other process can be seen", `fs.readdirSync("/proc")`, /^ENOENT$/],
      ["nothing can be written", `fs.writeFileSync("/was-here", "")`, /^EROFS$/],
      ["not even over Node itself", `fs.appendFileSync("/node", "x")`, /^(EROFS|ETXTBSY|EACCES)$/],
      ["there is no folder for temporary files", `fs.mkdtempSync("/tmp/x")`, /^(ENOENT|EROFS)$/],
      ["there are no devices", `fs.readFileSync("/dev/zero")`, /^ENOENT$/],
      [
        "the environment is empty",
        `Object.keys(process.env).filter((name) => name !== "PWD")`,
        /^DONE \[\]$/,
      ],
      [
        "it is nobody",
        `[process.getuid(), process.getgid(), require("node:os").hostname()]`,
        /^DONE \[65534,65534,"sandbox"\]$/,
      ],
      ["it cannot become somebody", `process.setuid(0)`, /^(EPERM|EINVAL|ERR_UNKNOWN_CREDENTIAL)/],
      [
        "no process can be started",
        `require("node:child_process").execFileSync("/node", ["-v"], { encoding: "utf8" })`,
        /^EPERM$/,
      ],
      [
        "threads can, and are its own affair",
        `new Promise((done) => new (require("node:worker_threads").Worker)("", { eval: true }).on("exit", done))`,
        /^DONE 0$/,
      ],
      [
        "only its own pipes are open",
        `Array.from({ length: 64 }, (_, fd) => fd).filter((fd) => { try { return fs.fstatSync(fd).isFile() } catch { return false } })`,
        /^DONE \[\]$/,
      ],
    ])("%s", async (_, expression, told) => {
      expect(await inside(permissive(trying(expression)))).toMatch(told);
    });

    it("no connection reaches us", async () => {
      const { port } = server.address() as AddressInfo;
      const connecting = `new Promise((done, fail) => require("node:net").connect(${port}, "127.0.0.1").on("data", (text) => done(String(text))).on("error", fail))`;
      expect(await inside(permissive(trying(connecting)))).toMatch(/^(EPERM|ECONNREFUSED|ENETUNREACH)$/);
    });

    it("buffers end where they should", async () => {
      const filling = `const all = []; for (;;) { all.push(Buffer.alloc(1e6, 1)); require("fs").writeSync(1, all.length + " MB\\n"); }`;
      const megabytes = (await inside(nodeCommand({ script: filling, heap }))).match(/\d+(?= MB)/g) ?? [];
      expect(megabytes.length).toBeGreaterThan(10);
      expect(megabytes.length).toBeLessThan(4 * heap);
    });

    it("a process that fills its memory is ended, and dumps no core", async () => {
      await inside(nodeCommand({ script: "const all = []; for (;;) all.push([all.length]);", heap }));
      expect(existsSync("core")).toBe(false);
    });
  },
);

describe.skipIf(whyNot !== undefined)(`Node without permissions, in the same place${skipped}`, () => {
  it.each([
    ["files", `fs.readdirSync("/")`],
    ["processes", `require("node:child_process").execFileSync("/node")`],
    ["threads", `new (require("node:worker_threads").Worker)("", { eval: true })`],
    ["addons", `process.dlopen({ exports: {} }, "/x.node")`],
    ["databases", `new (require("node:sqlite").DatabaseSync)("/tmp/x.db")`],
    ["the inspector", `require("node:inspector").open(0)`],
    ["text as code", `new Function("return 1")()`],
    [
      "text as code in another realm",
      `require("node:vm").createContext({}).constructor.constructor("return 1")()`,
    ],
    ["reports", `process.report.writeReport("/tmp/report")`],
  ])("refuses %s", async (_, expression) => {
    const told = await inside(nodeCommand({ script: trying(expression), heap }));
    expect(told).toMatch(
      /ERR_ACCESS_DENIED|ERR_DLOPEN_DISABLED|ERR_SQLITE_ERROR|Code generation from strings|restricted|disabled|EPERM|EROFS|not available/i,
    );
    expect(told).not.toContain("DONE");
  });
});
