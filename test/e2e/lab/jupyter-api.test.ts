import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Drive, KernelAPI, KernelSpecAPI, SessionAPI } from "@jupyterlab/services";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLab, type Lab } from "../../../src/lab/server/index.ts";
import { evaluate, publishes, serverSettings, startKernel } from "./jupyter-client.ts";

describe("JupyterLab's own client", { timeout: 30_000 }, () => {
  let lab: Lab;
  let work: string;
  let url: URL;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), "paxoslab-api-"));
    lab = await startLab({ port: 0, work, notebooks: join(import.meta.dirname, "fixtures") });
    url = new URL(lab.url);
  });

  afterAll(async () => {
    await lab.close();
    await rm(work, { recursive: true });
  });

  test("finds the kernel", async () => {
    const specs = await KernelSpecAPI.getSpecs(serverSettings(url));
    expect(specs.default).toBe("paxoslab");
    expect(specs.kernelspecs["paxoslab"]).toMatchObject({ language: "typescript" });
  });

  test("starts a kernel, runs code, restarts it, and shuts it down", async () => {
    const kernel = await startKernel(url, "paxoslab");
    expect(await evaluate(kernel, "const wards = 227; wards + 1")).toBe("228");
    // What the judge notes in a cell is what the page shows.
    expect(await evaluate(kernel, "process.env.PAXOSLAB_WORK")).toBe(`'${work}'`);
    await expect(evaluate(kernel, "throw new RangeError('flooded')")).rejects.toThrow("flooded");
    await kernel.restart();
    await expect(evaluate(kernel, "wards")).rejects.toThrow("wards");
    await kernel.shutdown();
    const running = await KernelAPI.listRunning(serverSettings(url));
    expect(running.map(({ id }) => id)).not.toContain(kernel.id);
  });

  test("interrupts an endless loop", async () => {
    const kernel = await startKernel(url, "paxoslab");
    const spinning = evaluate(kernel, "console.log('on'); while (true) {}");
    const ended = expect(spinning).rejects.toThrow(/interrupted/i);
    await publishes(kernel, "stream");
    await kernel.interrupt();
    await ended;
    expect(await evaluate(kernel, "1 + 1")).toBe("2");
    await kernel.shutdown();
  });

  test("gets the same kernel for the same document, even when asking twice at once", async () => {
    const ask = { path: "x.ipynb", name: "x", type: "notebook", kernel: { name: "paxoslab" } };
    const settings = serverSettings(url);
    const [one, other] = await Promise.all([
      SessionAPI.startSession(ask, settings),
      SessionAPI.startSession(ask, settings),
    ]);
    expect(one.id).toBe(other.id);
    expect(one.kernel?.id).toBe(other.kernel?.id);
    await SessionAPI.shutdownSession(one.id, settings);
    expect(await SessionAPI.listRunning(settings)).toEqual([]);
  });

  test("lists the lessons, opens one, and saves it as the learner's copy", async () => {
    const drive = new Drive({ serverSettings: serverSettings(url) });
    const folder = await drive.get("");
    const names = (folder.content as readonly { readonly name: string }[]).map(({ name }) => name);
    expect(names).toEqual(["00-first-steps.ipynb", "01-figures.ipynb"]);

    const opened = await drive.get("00-first-steps.ipynb", { type: "notebook", content: true });
    const text = JSON.stringify(opened.content).replace("wards.reduce", "wards.toSorted");
    await drive.save("00-first-steps.ipynb", { type: "notebook", format: "json", content: JSON.parse(text) });
    await drive.createCheckpoint("00-first-steps.ipynb");
    expect(JSON.stringify((await drive.get("00-first-steps.ipynb")).content)).toContain("wards.toSorted");
    expect(await readFile(join(work, "00-first-steps.ipynb"), "utf8")).toContain("wards.toSorted");

    await expect(drive.delete("00-first-steps.ipynb")).rejects.toThrow("The lab keeps the lessons it has");
    await expect(drive.get("99-nothing.ipynb")).rejects.toThrow("does not exist");
    drive.dispose();
  });

  test("is told in a sentence what does not exist", async () => {
    const settings = serverSettings(url);
    await expect(KernelAPI.startNew({ name: "cobol" }, settings)).rejects.toThrow('no kernel named "cobol"');
    await expect(KernelAPI.restartKernel("nobody", settings)).rejects.toThrow(
      "The kernel nobody does not exist.",
    );
  });
});
