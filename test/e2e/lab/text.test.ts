import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { whyNoBrowser } from "../browser.ts";
import { LabVisit, type LessonOnPage } from "./lab-page.ts";

const title = ["the text of a lesson in the lab's page", whyNoBrowser].filter(Boolean).join(": ");

describe.skipIf(whyNoBrowser !== undefined)(title, { timeout: 60_000 }, () => {
  let visit: LabVisit;
  let lesson: LessonOnPage;

  beforeAll(async () => {
    visit = await LabVisit.begin();
  }, 60_000);
  afterAll(async () => visit.end());

  beforeEach(async () => {
    lesson = await visit.openLesson("00-first-steps");
  });

  const prose = (id: string) => lesson.cell(id).locator(".prose");

  test("is written after a double click, shown by Shift-Enter, and kept", async () => {
    await prose("stop").dblclick();
    await lesson.editor("stop").and(lesson.page.locator(":focus")).waitFor();
    expect(await lesson.editor("stop").textContent()).toContain("## Stopping");
    await lesson.type("stop", "## Halting\n\nSay $q = 114$ and **stop**.");
    await lesson.editor("stop").press("Shift+Enter");
    await prose("stop").getByRole("heading", { name: "Halting" }).waitFor();
    expect(await prose("stop").locator(".katex").count()).toBe(1);
    // The sections beside the lesson are those of the new text, and the next code cell has the cursor.
    await lesson.page.locator(".contents").getByRole("link", { name: "Halting" }).waitFor();
    await lesson.editor("forever").and(lesson.page.locator(":focus")).waitFor();

    await lesson.isSaved();
    await lesson.page.reload();
    await prose("stop").getByRole("heading", { name: "Halting" }).waitFor();
  });

  test("is shown again by Escape; Enter goes back to writing", async () => {
    await lesson.cell("fail-text").getByRole("button", { name: "Edit this text" }).click();
    await lesson.type("fail-text", "## Falling");
    await lesson.editor("fail-text").press("Escape");
    await prose("fail-text").getByRole("heading", { name: "Falling" }).waitFor();
    await lesson.cell("fail-text").and(lesson.page.locator(":focus")).press("Enter");
    await lesson.editor("fail-text").waitFor();
  });

  test("can be added and deleted", async () => {
    await lesson.cell("sum").getByRole("button", { name: "Add a text cell below" }).click();
    const added = lesson.page.locator('.prose-cell[data-cell^="learner-"]');
    await added.locator(".cm-content").fill("My *note*.");
    await added.locator(".cm-content").press("Control+Enter");
    await added.locator("em", { hasText: "note" }).waitFor();
    await lesson.isSaved();
    await lesson.page.reload();
    await added.locator("em", { hasText: "note" }).waitFor();
    await added.getByRole("button", { name: "Delete this cell" }).click();
    await added.waitFor({ state: "detached" });
    await lesson.isSaved();
  });

  test("shows pictures that lie beside the notebook", async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40"/></svg>`;
    await mkdir(join(visit.folder, "pictures"));
    await writeFile(join(visit.folder, "pictures", "wards.svg"), svg);
    await lesson.cell("intro").getByRole("button", { name: "Edit this text" }).click();
    await lesson.type("intro", "# Wards\n\n![The wards](pictures/wards.svg) ![Nothing](../../etc/x.svg)");
    await lesson.editor("intro").press("Control+Enter");
    const width = async (name: string) =>
      prose("intro")
        .getByRole("img", { name })
        .evaluate((image: HTMLImageElement) => image.naturalWidth);
    await expect.poll(async () => width("The wards")).toBe(120);
    expect(await width("Nothing")).toBe(0);
  });
});
