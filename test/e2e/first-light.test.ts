import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, whyNoBrowser } from "./browser.ts";
import { typed } from "./typed.ts";

if (whyNoBrowser !== undefined) console.warn(`First light is not tested: ${whyNoBrowser}.`);

/**
 * What the README's first command ends with: the built lab, started as a learner starts it, and
 * lesson 01 running to its last figure in a real browser.
 */
describe.skipIf(whyNoBrowser !== undefined)("first light", { timeout: 120_000 }, () => {
  let work: string;
  let lab: ChildProcess;
  let address: string;
  let browser: Browser;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), "paxoslab-first-light-"));
    const bin = join(import.meta.dirname, "../../dist/cli/bin.js");
    lab = spawn(process.execPath, [bin, "lab", "--no-open", "--port", "0", "--work", work], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, ...typed },
    });
    address = await addressIn(lab);
    browser = await launchBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    if (lab.exitCode === null) {
      const ended = once(lab, "exit");
      lab.kill("SIGINT");
      await ended;
    }
    await rm(work, { recursive: true, force: true });
  });

  test("lesson 01 runs from its first cell to its last figure, which has data", async () => {
    const page = await browser.newPage();
    await page.goto(address);
    await page.locator(`a[href*="01-bmc-meeting"]`).first().click();
    await page.locator('.pill.kernel[data-status="idle"]').waitFor();
    await page.getByRole("button", { name: "Run all", exact: true }).click();

    const cells = page.locator("[data-cell][data-run]");
    await cells.last().and(page.locator('[data-run="finished"]')).waitFor({ timeout: 90_000 });
    expect(await page.locator(".outputs .error").count()).toBe(0);

    const lastFigure = page.locator(".js-plotly-plot").last();
    await lastFigure.scrollIntoViewIfNeeded();
    await lastFigure.locator(".gtitle").waitFor();
    expect(await lastFigure.locator(".trace, .heatmaplayer image").count()).toBeGreaterThan(0);
    await page.close();
  });
});

/** The first address that the lab prints. */
async function addressIn(lab: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: lab.stdout! })) {
    const [found] = /http:\/\/\S+/.exec(line) ?? [];
    if (found !== undefined) return found;
  }
  throw new Error("The lab ended without printing its address.");
}
