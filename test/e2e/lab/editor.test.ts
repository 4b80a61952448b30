import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Locator } from "playwright-core";
import { whyNoBrowser } from "../browser.ts";
import { typed } from "../typed.ts";
import { LabVisit, type LessonOnPage } from "./lab-page.ts";

Object.assign(process.env, typed);

const title = ["writing code in the lab's page", whyNoBrowser].filter(Boolean).join(": ");

const tally = `/**
 * Adds up a vote.
 * @param yes how many said yes
 */
function tally(yes: number, no: number): string {
  return \`\${yes} of \${yes + no}\`;
}
const wards = ["Bandra", "Kurla"];`;

describe.skipIf(whyNoBrowser !== undefined)(title, { timeout: 60_000 }, () => {
  let visit: LabVisit;
  let lesson: LessonOnPage;

  beforeAll(async () => {
    visit = await LabVisit.begin();
  }, 60_000);
  afterAll(async () => visit.end());

  beforeEach(async () => {
    lesson = await visit.openLesson("00-first-steps");
    await lesson.type("sum", tally);
    await lesson.run("sum");
  });

  const options = () => lesson.page.locator(".cm-tooltip-autocomplete li");
  /** A list that has only just opened takes no keys: they were meant for the text. */
  const accept = async (key: string) => {
    await lesson.page.waitForTimeout(150);
    await lesson.page.keyboard.press(key);
  };
  /** What another element covers, or a box cuts off, is visible to the browser but not to the reader. */
  const isUncovered = async (part: Locator) =>
    part.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
  const documentation = () => lesson.page.locator(".documentation");

  test("completes with the type and the documentation, and Tab takes it", async () => {
    await lesson.write("after", "tal");
    const option = options().filter({ hasText: "tally" });
    await option.waitFor();
    expect(await option.locator(".cm-completionDetail").textContent()).toBe(
      "(yes: number, no: number): string",
    );
    expect(await option.locator(".cm-completionIcon-function").count()).toBe(1);
    const info = lesson.page.locator(".cm-completionInfo");
    await info.getByText("Adds up a vote.").waitFor();
    expect(await isUncovered(info.getByText("Adds up a vote."))).toBe(true);
    await accept("Tab");
    expect(await lesson.editor("after").textContent()).toBe("tally");
  });

  test("lists the members behind a dot by their names, and counts characters as people do", async () => {
    await lesson.write("after", "'🌧'; wards.joi");
    await options().filter({ hasText: "join" }).waitFor();
    await accept("Enter");
    expect(await lesson.editor("after").textContent()).toBe("'🌧'; wards.join");
    await lesson.write("after", "wards.");
    const names = options().locator(".cm-completionLabel");
    await names.getByText("length", { exact: true }).waitFor();
    expect((await names.allTextContents()).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("takes what lies behind a value that may be missing by ?.", async () => {
    await lesson.write(
      "after",
      "const maybe: string[] | undefined = Math.random() < 2 ? wards : undefined; maybe.len",
    );
    await options().filter({ hasText: "length" }).waitFor();
    await accept("Enter");
    expect(await lesson.editor("after").textContent()).toMatch(/; maybe\?\.length$/);
  });

  test("offers nothing while a comment or a text is written, unless asked", async () => {
    await lesson.page.evaluate(() => {
      const send = WebSocket.prototype.send;
      WebSocket.prototype.send = function (data) {
        const text = typeof data === "string" ? data : new TextDecoder().decode(data as ArrayBuffer);
        if (text.includes("complete_request")) document.body.dataset["asked"] = "yes";
        send.call(this, data);
      };
    });
    const wasAsked = async () => lesson.page.evaluate(() => document.body.dataset["asked"]);
    await lesson.write("after", "// wards and 'tally'\nconst text = 'the wards");
    await lesson.page.waitForTimeout(400);
    expect(await options().count()).toBe(0);
    expect(await wasAsked()).toBeUndefined();
    await lesson.write("after", "war");
    await options().filter({ hasText: "wards" }).waitFor();
    expect(await wasAsked()).toBe("yes");
  });

  test("tells the type of the name under the pointer", async () => {
    await lesson.type("after", "tally(wards.length, 3)");
    await lesson.editor("after").getByText("wards").first().hover();
    await documentation().getByText("const wards: string[]").waitFor();
    // Of the call around it nobody has asked.
    expect(await documentation().textContent()).not.toContain("tally");
  });

  test("shows the signature while arguments are typed, and the documentation of the one that is next", async () => {
    await lesson.write("after", "tally(");
    await documentation().getByText("how many said yes").waitFor();
    await lesson.page.keyboard.type("1, ");
    await documentation().getByText("no: number", { exact: true }).waitFor();
    expect(await documentation().textContent()).not.toContain("how many said yes");
    await lesson.page.keyboard.type("2)");
    await documentation().waitFor({ state: "detached" });
  });

  test("Shift-Tab explains what is at the cursor, and dedents at the start of a line; Escape closes", async () => {
    await lesson.write("after", "  tally");
    await lesson.page.keyboard.press("Escape");
    await lesson.page.keyboard.press("Shift+Tab");
    await documentation().getByText("Adds up a vote.").waitFor();
    await lesson.page.keyboard.press("Escape");
    await documentation().waitFor({ state: "detached" });
    await lesson.page.keyboard.press("Home");
    await lesson.page.keyboard.press("Shift+Tab");
    await expect.poll(async () => lesson.editor("after").textContent()).toBe("tally");
  });

  test("completes while a cell runs, which goes on being shown as running", async () => {
    await lesson.type("forever", "await new Promise((resolve) => setTimeout(resolve, 60_000));");
    await lesson.editor("forever").press("Control+Enter");
    await lesson.kernelIs("busy");
    await lesson.write("after", "tal");
    await options().filter({ hasText: "tally" }).waitFor();
    await lesson.page.waitForTimeout(200);
    await lesson.kernelIs("busy");
    await lesson.page.keyboard.press("Escape");
    await lesson.click("Interrupt");
    await lesson.kernelIs("idle");
  });
});
