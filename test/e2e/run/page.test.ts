import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderHtml } from "../../../src/notebook/index.ts";
import { launchBrowser, whyNoBrowser } from "../browser.ts";
import { codeCell, markdownCell, notebookOf } from "../../notebook/example.ts";

if (whyNoBrowser !== undefined) console.warn(`Rendered pages are not tested: ${whyNoBrowser}.`);

let folder: string;
let browser: Browser;
let page: Page;
const problems: string[] = [];

const figure = { data: [{ type: "bar", x: ["prepare", "accept"], y: [227, 114] }], layout: { width: 400 } };
const notebook = notebookOf(
  markdownCell("# Messages\n\nA quorum is $\\lfloor n/2 \\rfloor + 1$.\n\n## Counted\n\n## Drawn"),
  codeCell("show(figure);", [
    {
      output_type: "display_data",
      data: { "application/vnd.plotly.v1+json": figure, "text/plain": "Bars" },
      metadata: {},
    },
    {
      output_type: "display_data",
      data: { "text/html": '<p id="own"></p><script>document.querySelector("#own").append("ran")</script>' },
      metadata: {},
    },
  ]),
);

describe.skipIf(whyNoBrowser !== undefined)("a rendered page, in a browser without a network", () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "paxoslab-page-"));
    const path = join(folder, "page.html");
    await writeFile(path, await renderHtml(notebook));
    browser = await launchBrowser();
    page = await browser.newPage({ colorScheme: "light", viewport: { width: 1280, height: 800 } });
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("request", (request) => {
      if (!/^(file|data|blob):/.test(request.url())) problems.push(`It asked for ${request.url()}`);
    });
    await page.goto(pathToFileURL(path).href);
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  it("draws figures, formulas, and the HTML a cell printed", async () => {
    await page.locator(".figure .bars .point").first().waitFor();
    expect(await page.locator(".figure .bars .point").count()).toBe(2);
    expect(await page.evaluate("document.fonts.check('16px KaTeX_Main')")).toBe(true);
    expect(await page.locator("#own").textContent()).toBe("ran");
  });

  it("leads from the contents to a section", async () => {
    await page.locator("nav a", { hasText: "Drawn" }).click();
    expect(new URL(page.url()).hash).toBe("#drawn");
    expect(await page.locator("h2#drawn").isVisible()).toBe(true);
  });

  it("follows the reader from light to dark, figures too", async () => {
    const ink = async (): Promise<unknown> =>
      page.evaluate("getComputedStyle(document.querySelector('.figure .xtick text')).fill");
    const light = await ink();
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(ink).not.toBe(light);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(21, 24, 28)");
  });

  it("does not scroll sideways on a phone, where the contents are folded", async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.reload();
    await page.locator(".figure .bars .point").first().waitFor();
    expect(await page.locator("nav details").getAttribute("open")).toBeNull();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  });

  it("needs no network and meets no error", () => {
    expect(problems).toEqual([]);
  });
});
