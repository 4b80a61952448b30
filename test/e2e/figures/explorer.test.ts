import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explore } from "../../../src/check/index.ts";
import { explorerHtml } from "../../../src/figures/index.ts";
import { explorerView, modelNamed } from "../../../src/verify/index.ts";
import { launchBrowser, whyNoBrowser } from "../browser.ts";

/** The view as an exported page holds it: a file, and no kernel behind it. */
describe.skipIf(whyNoBrowser !== undefined)("the explorer view in a browser", () => {
  let browser: Browser;
  let folder: string;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    folder = await mkdtemp(join(tmpdir(), "explorer-"));
    const model = modelNamed("naive-first-come");
    const { script } = explore(model).violation!;
    const file = join(folder, "page.html");
    await writeFile(
      file,
      `<!doctype html><meta charset="utf-8">${explorerHtml(explorerView(model, { script }).data)}`,
    );
    page = await browser.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(pathToFileURL(file).href);
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
    expect(problems).toEqual([]);
  });

  const part = async (name: string): Promise<string> => page.locator(`[data-part="${name}"]`).innerText();
  const go = async (name: string): Promise<void> => page.locator(`[data-go="${name}"]`).click();

  test("begins before the first step", async () => {
    expect(await part("place")).toBe("step 0 of 4");
    expect(await part("happened")).toContain("nothing else has happened yet");
    expect(await page.locator('[data-go="back"]').isDisabled()).toBe(true);
  });

  test("a step forward shows what happened, with what changed marked", async () => {
    await go("forward");
    expect(await part("happened")).toMatch(/^A client asks Bandra/);
    await go("forward");
    const bandra = page.locator(".node").first();
    expect(await bandra.locator(".changed").first().innerText()).toContain("decided");
    expect(await page.locator(".node").nth(2).locator(".changed").count()).toBe(0);
  });

  test("the end of the run is where the property breaks, and nothing can happen any more", async () => {
    await go("last");
    expect(await part("place")).toBe("step 4 of 4");
    expect(await part("happened")).toContain("agreement");
    expect(await part("events")).toContain("Nothing");
  });

  test("a step back, by button and by key", async () => {
    await go("back");
    expect(await part("place")).toBe("step 3 of 4");
    await page.locator(".paxoslab-explorer").press("ArrowLeft");
    expect(await part("place")).toBe("step 2 of 4");
    expect(await part("happened")).not.toContain("agreement");
  });

  test("another turn is a branch, and the first run is one click away", async () => {
    const others = page.locator('[data-part="events"] button:not([aria-current])');
    const wording = await others.last().innerText();
    await others.last().click();
    expect(await part("place")).toBe("step 3 of 3 · a branch of yours");
    expect(await part("happened")).toContain(wording.replace(/ ✗$/, ""));

    await go("home");
    expect(await part("place")).toBe("step 3 of 4");
  });
});
