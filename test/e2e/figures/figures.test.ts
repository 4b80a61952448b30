import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  embedPlotlyAgain,
  flightsOf,
  messagesByKind,
  mimeBundle,
  quorumIntersection,
  spaceTime,
  type Figure,
} from "../../../src/figures/index.ts";
import { calm, corporation, troubled, wardOf } from "../../figures/support/runs.ts";
import { launchBrowser, whyNoBrowser } from "../browser.ts";

/** Figures as the HTML that JupyterLab would show, in a page without any network. */
describe.skipIf(whyNoBrowser !== undefined)("figures in a browser", () => {
  let browser: Browser;
  let folder: string;
  let page: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
    folder = await mkdtemp(join(tmpdir(), "figures-"));
    page = await browser.newPage({ viewport: { width: 1040, height: 760 } });
    page.on("pageerror", (error) => problems.push(error.message));
    await page.route(/^https?:/, async (route) => {
      problems.push(`asked the network for ${route.request().url()}`);
      await route.abort();
    });
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const problems: string[] = [];

  async function open(html: string, colorScheme: "light" | "dark" = "light"): Promise<void> {
    const file = join(folder, "page.html");
    await writeFile(file, `<!doctype html><meta charset="utf-8"><body style="width:1000px">${html}`);
    problems.length = 0;
    await page.emulateMedia({ colorScheme });
    await page.goto(pathToFileURL(file).href);
    // Where the mouse was left, there may now be something to hover over.
    await page.mouse.move(0, 0);
  }

  const htmlOf = (figure: Figure): string => String(mimeBundle(figure)["text/html"]);

  describe("a space-time diagram", () => {
    test("shows an arrow for each message, and on hover what it said", async () => {
      const { trace } = calm();
      await open(htmlOf(spaceTime(trace)));
      expect(await page.locator("svg svg g.m").count()).toBe(flightsOf(trace).length);
      const arrow = page.locator("g.m[data-tip^='accept 1.0']").last();
      const box = await arrow.boundingBox();
      await page.mouse.move(box!.x + box!.width / 2, box!.y + box!.height / 2);
      const tip = page.locator(".paxoslab-tip");
      expect(await tip.isVisible()).toBe(true);
      expect(await tip.innerText()).toMatch(
        /accept 1\.0 ₹500 crore\nBandra → \w+\n.*\nsent at .*\ndelivered at/,
      );
      expect(await page.locator("g.m.lit").count()).toBe(1);
      await page.mouse.move(2, 700);
      expect(await tip.isVisible()).toBe(false);
      expect(problems).toEqual([]);
    });

    test("can be walked through with the arrow keys", async () => {
      await open(htmlOf(spaceTime(calm().trace)));
      await page.locator("svg.paxoslab-st").first().focus();
      await page.keyboard.press("ArrowRight");
      expect(await page.getByRole("status").innerText()).toContain("prepare 1.0");
      await page.keyboard.press("ArrowLeft");
      expect(await page.getByRole("status").innerText()).toContain("accepted 1.0");
      await page.keyboard.press("Escape");
      expect(await page.locator("g.m.lit").count()).toBe(0);
    });

    test("is named for screen readers", async () => {
      await open(htmlOf(spaceTime(calm().trace, { title: "Nobody objects" })));
      const label = await page.locator("svg.paxoslab-st").first().getAttribute("aria-label");
      expect(label).toMatch(/^Nobody objects\./);
      expect(await page.locator("svg.paxoslab-st > desc").first().textContent()).toContain("3 nodes");
    });

    test("turns dark with the system, unless the page says otherwise", async () => {
      const figure = htmlOf(spaceTime(calm().trace));
      const paper = (): Promise<string> =>
        page
          .locator("rect.paper")
          .first()
          .evaluate((rect) => getComputedStyle(rect).fill);
      await open(figure, "dark");
      expect(await paper()).toBe("rgb(21, 25, 30)");
      await open(`<div data-jp-theme-light="true">${figure}</div>`, "dark");
      expect(await paper()).toBe("rgb(255, 255, 255)");
    });

    test("labels do not lie upon one another", async () => {
      await open(htmlOf(spaceTime(troubled().trace, { scale: "compressed" })));
      const boxes = await page.locator("text.label").evaluateAll((labels) =>
        labels.map((label) => {
          const { left, right, top, bottom } = label.getBoundingClientRect();
          return { words: label.textContent, left, right, top, bottom };
        }),
      );
      const clashes = boxes.flatMap((a, index) =>
        boxes
          .slice(index + 1)
          .filter(
            (b) =>
              a.left < b.right - 3 && b.left < a.right - 3 && a.top < b.bottom - 5 && b.top < a.bottom - 5,
          )
          .map((b) => `${a.words} / ${b.words}`),
      );
      expect(clashes).toEqual([]);
    });

    test("of 227 nodes in wards tells a band on hover", async () => {
      await open(htmlOf(spaceTime(corporation().trace, { groupBy: (node) => wardOf(node) })));
      await page.locator("g.m[data-tip^='Andheri → Kurla']").first().locator(".hit").hover({ force: true });
      expect(await page.locator(".paxoslab-tip").innerText()).toMatch(/ → .*: \d+ /);
    });
  });

  describe("Plotly figures", () => {
    test("are drawn without a network, the second with the library of the first", async () => {
      embedPlotlyAgain();
      const [first, second] = [htmlOf(quorumIntersection(3)), htmlOf(messagesByKind(troubled().trace))];
      expect(second.length).toBeLessThan(20_000);
      await open(first + second);
      await page.waitForSelector(".js-plotly-plot .heatmaplayer image");
      await page.waitForSelector(".js-plotly-plot .barlayer .point");
      expect(await page.locator(".gtitle").allTextContents()).toEqual([
        "Acceptors that every two quorums share, of 3",
        "Messages sent, by kind, and what became of them",
      ]);
      expect(problems).toEqual([]);
    });

    test("take the colour of the page's text", async () => {
      embedPlotlyAgain();
      await open(`<div style="color:rgb(1, 2, 3)">${htmlOf(quorumIntersection(3))}</div>`);
      const title = page.locator(".gtitle");
      await title.waitFor();
      expect(await title.evaluate((words) => getComputedStyle(words).fill)).toBe("rgb(1, 2, 3)");
    });

    test("without the library say which cell to run", async () => {
      embedPlotlyAgain();
      htmlOf(quorumIntersection(3));
      await open(htmlOf(messagesByKind(troubled().trace)));
      await page.getByText("Run the cell of the first Plotly figure again").waitFor();
    });
  });
});
