import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { installKernelSpec } from "../../../src/kernel/client/index.ts";
import { python, whyNoPython } from "../python.ts";
import { typed } from "../typed.ts";

const whyNot = whyNoPython("jupyter_kernel_test");
if (whyNot !== undefined) console.warn(`Jupyter's own tests of kernels are not run: ${whyNot}.`);

it.skipIf(whyNot !== undefined)(
  "our kernel passes Jupyter's own tests of kernels, and skips none",
  { timeout: 120_000 },
  async () => {
    const prefix = await mkdtemp(join(tmpdir(), "kernel-test-"));
    onTestFinished(async () => rm(prefix, { recursive: true }));
    await installKernelSpec({ kind: "prefix", prefix });
    const { status, stderr } = spawnSync(python, [join(import.meta.dirname, "kernel_protocol.py")], {
      encoding: "utf8",
      cwd: prefix,
      env: {
        ...process.env,
        ...typed,
        JUPYTER_PATH: join(prefix, "share", "jupyter"),
        PAXOSLAB_KERNEL_HISTORY: join(prefix, "history"),
      },
    });
    expect(status, stderr).toBe(0);
    expect(stderr).not.toMatch(/skipped/i);
    expect(stderr).toContain("Ran 11 tests");
  },
);
