import { expect, it } from "vitest";
import { hintsIn } from "../../src/study/hints.ts";

it("reads the folded parts of a README, in their order", () => {
  const readme = [
    "# The acceptor",
    "<details><summary>Hint 1: look</summary>",
    "",
    "Look at `promised`.",
    "",
    "</details>",
    "Something else.",
    "<details><summary>Hint 2: think</summary>Think.</details>",
  ].join("\n");
  expect(hintsIn(readme)).toEqual([
    { title: "Hint 1: look", text: "Look at `promised`." },
    { title: "Hint 2: think", text: "Think." },
  ]);
});

it("unfolds paragraphs, and leaves lists and code as they are", () => {
  const text = ["Look at", "`promised`.", "", "- one", "- two", "", "```ts", "a;", "b;", "```"].join("\n");
  const [hint] = hintsIn(`<details><summary>Hint</summary>\n${text}\n</details>`);
  expect(hint?.text).toBe(text.replace("at\n", "at "));
});
