import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, expect, it } from "vitest";
import { render } from "../../../src/grader/index.ts";
import { classOfSix, names } from "../../grader/class-of-six.ts";
import { launchBrowser, whyNoBrowser } from "../browser.ts";
import { newFolder } from "./class.ts";

/** The pages of a class in which every name and every sentence means harm. */
describe.skipIf(whyNoBrowser !== undefined)("the pages of a class, in a browser", () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    folder = await newFolder();
    const rendered = render(await classOfSix(), "html", {});
    assert(rendered.kind === "pages");
    for (const { name, text } of rendered.pages) await writeFile(join(folder, name), text);
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("show everybody by name, and run nothing that anybody wrote", async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(join(folder, "index.html")).href);
    const links = page.locator("tbody th a");
    expect(await links.allTextContents()).toEqual(
      expect.arrayContaining([names.right, names.wrong, names.alsoWrong]),
    );
    const count = await links.count();
    expect(count).toBe(6);
    for (let nth = 0; nth < count; nth++) {
      await links.nth(nth).click();
      expect(await page.locator("h2").count()).toBe(1);
      expect(await page.evaluate("window.hacked")).toBeUndefined();
      expect(await page.locator("img, iframe, [onerror]").count()).toBe(0);
      // The one script there may be is that of our own diagrams.
      for (const script of await page.locator("script").allTextContents())
        expect(script).toContain("svg.paxoslab-st");
      await page.goBack();
    }
    // Not one picture, style or script from anywhere else.
    expect(asked.filter((url) => !url.endsWith(".html"))).toEqual([]);
  });

  it("draw the run that goes wrong", async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(folder, "index.html")).href);
    await page.getByRole("link", { name: names.wrong }).click();
    await page.getByText("A shortest run that goes wrong").click();
    await page.locator("svg.paxoslab-st").waitFor({ state: "visible", timeout: 5_000 });
  });
});
