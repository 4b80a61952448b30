import { mkdtemp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import {
  findKernelSpec,
  findKernelSpecs,
  installKernelSpec,
  KernelNotFoundError,
  uninstallKernelSpec,
} from "../../src/kernel/client/index.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "specs-"));
  vi.stubEnv("JUPYTER_PATH", folder);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function addSpec(name: string, kernelJson: string): Promise<void> {
  await mkdir(join(folder, "kernels", name), { recursive: true });
  await writeFile(join(folder, "kernels", name, "kernel.json"), kernelJson);
}

it("our kernel and tslab are there without any installation", async () => {
  const specs = await findKernelSpecs();
  expect(specs.find(({ name }) => name === "paxoslab")?.interruptMode).toBe("message");
  expect(specs.find(({ name }) => name === "tslab")?.argv).toContain("{connection_file}");
});

it("kernels that Jupyter knows are found, names in any case", async () => {
  await addSpec(
    "MyKernel",
    `{"argv": ["my", "{connection_file}"], "display_name": "Mine", "language": "my"}`,
  );
  expect(await findKernelSpec("mykernel")).toEqual({
    name: "mykernel",
    displayName: "Mine",
    language: "my",
    argv: ["my", "{connection_file}"],
    env: {},
    interruptMode: "signal",
    resourceDir: join(folder, "kernels", "MyKernel"),
  });
});

it("an unknown name is answered with the known ones, and with what could not be read", async () => {
  await addSpec("broken", `{"argv": "not a list"}`);
  const failure = findKernelSpec("broken");
  await expect(failure).rejects.toBeInstanceOf(KernelNotFoundError);
  await expect(failure).rejects.toThrow(/no kernel named "broken".*paxoslab.*argv must be a list/s);
});

it("install writes a specification that Jupyter can use, uninstall removes it", async () => {
  const target = { kind: "prefix", prefix: folder } as const;
  const written = await installKernelSpec(target);
  expect(written).toBe(join(folder, "share", "jupyter", "kernels", "paxoslab"));
  expect(JSON.parse(await readFile(join(written, "kernel.json"), "utf8"))).toMatchObject({
    argv: [process.execPath, expect.stringMatching(/kernel\/main\.ts$/), "{connection_file}"],
    interrupt_mode: "message",
    language: "typescript",
  });
  await installKernelSpec(target, { types: "warn" });
  expect(JSON.parse(await readFile(join(written, "kernel.json"), "utf8"))).toMatchObject({
    env: { PAXOSLAB_KERNEL_TYPES: "warn" },
  });
  expect(await uninstallKernelSpec(target)).toBe(written);
  expect(await uninstallKernelSpec(target)).toBeUndefined();
});
