import { expect, it } from "vitest";
import { page } from "../../../src/cli/experiment/page.ts";
import { sweepHere } from "../../../src/experiments/index.ts";
import { coin } from "../../experiments/coin.ts";

const sweep = sweepHere(coin);

it("is a page with the question, a figure and the numbers, and needs nothing else", async () => {
  const html = await page(sweep);
  expect(html).toContain("How often is a coin thrown until it shows its head?");
  expect(html).toContain("40 runs of the experiment <code>coin</code>, with the seeds 1 to 5");
  expect(html.match(/<div class="figure"/g)).toHaveLength(1);
  expect(html.match(/<table>/g)).toHaveLength(2);
  expect(html).not.toMatch(/<(link|img|script)[^>]* (href|src)=/);
  expect(html).not.toContain('class="source"');
});

it("cannot be made of one point: then there is nothing to draw it against", async () => {
  const point = sweepHere(coin, { set: { chance: [0.5], patience: [3], thrower: ["left, hand"] } });
  await expect(page(point)).rejects.toThrow("nothing to draw coin against");
});
