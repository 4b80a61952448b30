import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { findKernelSpec, installKernelSpec } from "../../../src/kernel/client/index.ts";
import { python, whyNoPython } from "../python.ts";
import { typed } from "../typed.ts";
import { newSession } from "./session.ts";

const whyNot = whyNoPython("jupyter_client");
if (whyNot !== undefined) console.warn(`Jupyter's own client is not tested: ${whyNot}.`);

/** Starts our kernel by its specification, as JupyterLab does, and talks to it. */
const pythonClient = `
import sys, time
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="paxoslab", startup_timeout=30)
def reply_to(msg_id):
    while True:  # a client that waited for the kernel may have asked more often than it listened
        reply = client.get_shell_msg(timeout=20)
        if reply["parent_header"]["msg_id"] == msg_id:
            return reply["content"]
def ask(code):
    return reply_to(client.execute(code))
outputs = []
client.execute_interactive("console.log('hi'); 6 * 7", timeout=20, output_hook=outputs.append)
print([m["content"].get("text") or m["content"]["data"] for m in outputs if m["msg_type"] in ("stream", "execute_result")])
spinning = client.execute("let kept = 5; while (true) {}")
time.sleep(0.3)
manager.interrupt_kernel()
print(reply_to(spinning)["ename"])
# On a machine that does much else, one beat or another may come late.
print(ask("kept")["status"], any(client.hb_channel.is_beating() or time.sleep(0.5) for _ in range(20)))
manager.restart_kernel()
client.wait_for_ready(timeout=30)
print(ask("kept")["ename"])
client.stop_channels()
manager.shutdown_kernel()
print(manager.is_alive())
`;

it.skipIf(whyNot !== undefined)(
  "our kernel serves Jupyter's own Python client",
  { timeout: 90_000 },
  async () => {
    const prefix = await mkdtemp(join(tmpdir(), "kernel-peers-"));
    onTestFinished(async () => rm(prefix, { recursive: true }));
    await installKernelSpec({ kind: "prefix", prefix });
    const { stdout, stderr } = spawnSync(python, ["-c", pythonClient], {
      encoding: "utf8",
      env: { ...process.env, ...typed, JUPYTER_PATH: join(prefix, "share", "jupyter") },
    });
    expect(stdout.split("\n"), stderr).toEqual([
      "['hi\\n', {'text/plain': '42'}]",
      "Interrupted",
      "ok True",
      // Gone with the old process, so that its name means nothing to the compiler either.
      "TypeScriptError",
      "False",
      "",
    ]);
  },
);

it("our client drives stock tslab", { timeout: 90_000 }, async () => {
  const spec = await findKernelSpec("tslab");
  // tslab wants @types/node near the notebook.
  const { kernel, run } = await newSession({ spec, cwd: process.cwd() });
  expect((await run("const x: number = 41; console.log(x + 1)")).stdout).toBe("42\n");
  expect((await run("const y: number = 'text'")).reply.status).toBe("error");
  const { pid } = kernel;
  await kernel.shutdown();
  expect(() => process.kill(pid ?? 0, 0)).toThrow("ESRCH");
});
