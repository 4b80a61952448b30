import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { whyNoBrowser } from "../browser.ts";
import { typed } from "../typed.ts";
import { LabVisit, type LessonOnPage } from "./lab-page.ts";

Object.assign(process.env, typed);

const title = ["what cells ask and show in the lab's page", whyNoBrowser].filter(Boolean).join(": ");

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

  const input = () => lesson.cell("after").locator(".question input");
  const finished = async () =>
    lesson.cell("after").and(lesson.page.locator('[data-run="finished"]')).waitFor();

  async function start(code: string): Promise<void> {
    await lesson.type("after", code);
    await lesson.editor("after").press("Control+Enter");
  }

  describe("a question", () => {
    test("has the focus, is answered by Enter, stays to be read, and gives the focus back", async () => {
      await start('const ward = prompt("Which ward?");\nconsole.log(`${ward} votes yes`);');
      await input().and(lesson.page.locator(":focus")).waitFor();
      await lesson.page.keyboard.type("Bandra");
      await lesson.page.keyboard.press("Enter");
      await finished();
      expect(await lesson.output("after").textContent()).toBe("Which ward? Bandra\nBandra votes yes\n");
      await lesson.editor("after").and(lesson.page.locator(":focus")).waitFor();
      expect(await input().count()).toBe(0);
    });

    test("for a password shows and keeps nothing of it", async () => {
      await start('(prompt("PIN", { password: true }) ?? "").length');
      await input().and(lesson.page.locator('[type="password"]')).fill("monsoon");
      await input().press("Enter");
      await finished();
      expect(await lesson.output("after").textContent()).toBe("PIN ········\n7");
    });

    test("may be declined by Escape", async () => {
      await start('prompt("Ward?")');
      await input().press("Escape");
      await finished();
      expect(await lesson.output("after").textContent()).toContain("Ward? (no answer)");
    });

    test("goes away with an interrupt, and with a restart", async () => {
      await start('prompt("Ward?")');
      await input().waitFor();
      await lesson.click("Interrupt");
      await lesson.output("after").getByText("interrupted").waitFor();
      await input().waitFor({ state: "detached" });

      await lesson.editor("after").press("Control+Enter");
      await input().waitFor();
      await lesson.click("Restart kernel");
      await input().waitFor({ state: "detached" });
      await lesson.kernelIs("idle");
    });

    test("is still there after a reload, and once answered no more", async () => {
      await start('console.log(`${prompt("Ward?")} it is`); await new Promise((r) => setTimeout(r, 2000));');
      await input().waitFor();
      await lesson.page.reload();
      await input().fill("Kurla");
      await input().press("Enter");
      await lesson.output("after").getByText("Kurla it is").waitFor();
      await lesson.page.reload();
      await lesson.output("after").getByText("Kurla it is").waitFor();
      expect(await lesson.output("after").textContent()).toBe("Ward? Kurla\nKurla it is\n");
      expect(await input().count()).toBe(0);
      await finished();
    });

    test("does not take the focus from who is typing elsewhere", async () => {
      await start('await new Promise((r) => setTimeout(r, 600)); prompt("Ward?")');
      await lesson.editor("fail").press("Control+End");
      const asked = input().waitFor();
      for (let key = 0; key < 12; key += 1) {
        await lesson.page.keyboard.type("1");
        await lesson.page.waitForTimeout(100);
      }
      await asked;
      await lesson.page.keyboard.type("2");
      expect(await lesson.editor("fail").textContent()).toMatch(/1{12}2$/);
      expect(await input().inputValue()).toBe("");
      await input().press("Escape");
      await finished();
    });
  });

  test("clearOutput({ wait: true }) replaces what is shown without an empty moment", async () => {
    await lesson.type(
      "after",
      `for (let round = 0; round < 20; round++) {
         clearOutput({ wait: true });
         await new Promise((resolve) => setTimeout(resolve, 40));
         display(html\`<p class="round">round \${round}</p>\`);
       }`,
    );
    await lesson.page.evaluate(() => {
      const cell = document.querySelector('[data-cell="after"]');
      const look = () => {
        const count = cell?.querySelectorAll(".round").length ?? 0;
        const seen = document.body.dataset["seen"] ?? "";
        if (seen !== "" || count > 0) document.body.dataset["seen"] = `${seen}${count}`;
        requestAnimationFrame(look);
      };
      look();
    });
    await lesson.run("after");
    expect(await lesson.output("after").textContent()).toContain("round 19");
    const seen = (await lesson.page.evaluate(() => document.body.dataset["seen"])) ?? "";
    expect(seen.length).toBeGreaterThan(10);
    expect(seen).toMatch(/^1+$/);
  });

  test("a display is updated wherever it is shown, by other cells and after a reload, too", async () => {
    await lesson.type("sum", 'const shown = display("no votes yet", { id: "votes" });');
    await lesson.run("sum");
    await lesson.output("sum").getByText("no votes yet").waitFor();
    await lesson.type("after", 'shown.update("114 votes");');
    await lesson.run("after");
    await lesson.output("sum").getByText("114 votes").waitFor();
    await lesson.isSaved();
    await lesson.page.reload();
    await lesson.kernelIs("idle");
    await lesson.type("after", 'shown.update("227 votes");');
    await lesson.run("after");
    await lesson.output("sum").getByText("227 votes").waitFor();
    await lesson.isSaved();
  });

  test("a progress bar fills in place", async () => {
    await start(
      "for (const ward of progress([1, 2, 3, 4], { label: 'wards' })) await new Promise((r) => setTimeout(r, 200 + ward));",
    );
    await lesson.output("after").locator("progress").waitFor();
    await finished();
    await lesson.output("after").getByText("4/4 done").waitFor();
    expect(await lesson.output("after").locator("progress").count()).toBe(1);
  });

  test("a type error is shown with its number and its place, in a frame that lines up", async () => {
    await start('const majority: number = "114";');
    const error = lesson.output("after").locator(".error");
    await error.getByText("TS2322").waitFor();
    const left = async (selector: string) => (await error.locator(selector).boundingBox())?.x ?? NaN;
    expect(await error.locator(".frame-line.marked").textContent()).toBe(
      '1const majority: number = "114";\n',
    );
    expect(await error.locator(".caret").textContent()).toBe("      ^");
    expect(await left(".caret")).toBeCloseTo(await left(".frame-line.marked > :nth-child(2)"), 0);
  });
});
