import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { whyNoBrowser } from "../browser.ts";
import { LabVisit } from "./lab-page.ts";

const title = ["the lab's page in a browser", whyNoBrowser].filter(Boolean).join(": ");

describe.skipIf(whyNoBrowser !== undefined)(title, { timeout: 60_000 }, () => {
  let visit: LabVisit;

  beforeAll(async () => {
    visit = await LabVisit.begin();
  }, 60_000);

  afterAll(async () => visit.end());

  test("refuses a wrong token and says how to come in", async () => {
    const page = await visit.browser.newPage();
    const answer = await page.goto(visit.address("/?token=wrong"));
    expect(answer?.status()).toBe(401);
    expect(await page.textContent("body")).toContain("Open the address that paxoslab lab printed");
    await page.close();
  });

  test("takes the token out of the address and lists the lessons", async () => {
    const page = await visit.browser.newPage();
    await page.goto(visit.lab.url);
    await page.locator(".lessons li").first().waitFor();
    expect(page.url()).not.toContain("token");
    expect(await page.locator(".lessons .title").allTextContents()).toEqual(["First steps", "Figures"]);
    await page.close();
  });

  test("runs a cell and shows its result; Shift-Enter goes on to the next", async () => {
    const lesson = await visit.openLesson("00-first-steps");
    await lesson.editor("sum").press("Shift+Enter");
    await lesson.output("sum").getByText("42").waitFor();
    const focused = lesson.page.locator('[data-cell="forever"] .cm-content:focus');
    await focused.waitFor();
  });

  test("interrupts an endless loop and keeps the variables", async () => {
    const lesson = await visit.openLesson("00-first-steps");
    await lesson.run("sum");
    await lesson.editor("forever").press("Control+Enter");
    await lesson.output("forever").getByText("spinning").waitFor();
    await lesson.kernelIs("busy");
    await lesson.click("Interrupt");
    await lesson.output("forever").getByText("interrupted").waitFor();
    await lesson.run("after");
    await lesson.output("after").getByText("still 3 wards").waitFor();
  });

  test("shows an error with its place, and Run all stops there", async () => {
    const lesson = await visit.openLesson("00-first-steps");
    await lesson.type("forever", "'not for ever'");
    await lesson.type("after", "throw new Error('the rain came')");
    await lesson.click("Run all");
    await lesson.output("after").getByText("the rain came").first().waitFor();
    await lesson.kernelIs("idle");
    expect(await lesson.cell("fail").getAttribute("data-run")).toBe("never");
  });

  test("draws a Plotly figure that has data", async () => {
    const lesson = await visit.openLesson("01-figures");
    await lesson.run("plot");
    await lesson.output("plot").locator(".js-plotly-plot .scatterlayer .trace").waitFor();
    expect(await lesson.output("plot").locator(".scatterlayer .point").count()).toBe(4);
    expect(await lesson.output("plot").locator(".gtitle").textContent()).toBe("Rounds until a decision");
  });

  test("shows tame HTML in the page and scripts in a frame without any rights", async () => {
    const lesson = await visit.openLesson("01-figures");
    await lesson.run("html");
    await lesson.output("html").locator("table").waitFor();
    await lesson.run("script");
    const frame = lesson.output("script").locator("iframe");
    await frame.contentFrame().getByText("origin null").waitFor();
    await expect.poll(async () => (await frame.boundingBox())?.height).toBeGreaterThan(200);
  });

  test("stays usable in a flood of output, and can show all of it", async () => {
    const lesson = await visit.openLesson("01-figures");
    await lesson.run("flood");
    await lesson.output("flood").getByText("line 19999").waitFor();
    expect(await lesson.output("flood").textContent()).not.toContain("line 100\n");
    await lesson
      .output("flood")
      .getByRole("button", { name: /Show all/ })
      .click();
    expect(await lesson.output("flood").textContent()).toContain("line 100\n");
  });

  test("keeps text and outputs through a reload, and the lesson itself untouched", async () => {
    const before = await readFile(join(visit.folder, "00-first-steps.ipynb"), "utf8");
    const lesson = await visit.openLesson("00-first-steps");
    await lesson.type("sum", "6 * 111");
    await lesson.run("sum");
    await lesson.isSaved();
    await lesson.page.reload();
    await lesson.kernelIs("idle");
    expect(await lesson.editor("sum").textContent()).toBe("6 * 111");
    expect(await lesson.output("sum").textContent()).toBe("666");
    expect(await readFile(join(visit.folder, "00-first-steps.ipynb"), "utf8")).toBe(before);
  });

  test("goes on showing a cell that was running when the page was reloaded", async () => {
    const lesson = await visit.openLesson("01-figures");
    await lesson.editor("slow").press("Control+Enter");
    await lesson.output("slow").getByText("tick 1").waitFor();
    await lesson.page.reload();
    await lesson.output("slow").getByText("tick 6").waitFor();
    expect(await lesson.output("slow").textContent()).toBe(
      "tick 1\ntick 2\ntick 3\ntick 4\ntick 5\ntick 6\n",
    );
    await lesson.cell("slow").and(lesson.page.locator('[data-run="finished"]')).waitFor();
  });

  test("says that the kernel died, keeps everything, and restarts it", async () => {
    const lesson = await visit.openLesson("00-first-steps");
    await lesson.type("sum", "process.ppid");
    await lesson.run("sum");
    const pid = Number(await lesson.output("sum").textContent());
    process.kill(pid, "SIGKILL");
    await lesson.notice("The kernel died; your text and outputs are safe.").waitFor();
    expect(await lesson.editor("sum").textContent()).toBe("process.ppid");
    expect(await lesson.output("sum").textContent()).toBe(String(pid));
    await lesson.notice("The kernel died").getByRole("button", { name: "Restart kernel" }).click();
    await lesson.kernelIs("idle");
    await lesson.run("sum");
    expect(await lesson.output("sum").textContent()).not.toBe(String(pid));
  });

  test("puts a lesson back, and keeps the attempt as a file", async () => {
    const lesson = await visit.openLesson("00-first-steps");
    await lesson.type("sum", "'my attempt'");
    await lesson.run("sum");
    await lesson.isSaved();
    await lesson.click("Reset lesson");
    await lesson.click("Reset");
    const notice = lesson.notice("Your attempt is kept in");
    await notice.waitFor();
    const backup = /kept in (.+\.ipynb)/.exec((await notice.textContent()) ?? "")?.[1] ?? "";
    expect(await readFile(backup, "utf8")).toContain("my attempt");
    await lesson.kernelIs("idle");
    await lesson.page.reload();
    expect(await lesson.editor("sum").textContent()).toContain("wards.reduce");
    expect(await lesson.output("sum").count()).toBe(0);
  });

  test("tells two tabs of each other and lets them settle a conflict", async () => {
    const first = await visit.openLesson("01-figures");
    await first.type("colours", "'common ground'");
    await first.isSaved();
    const second = await visit.openLessonInAnotherTab("01-figures");
    await first.notice("open in another tab").waitFor();
    await second.notice("open in another tab").waitFor();

    // With nothing unsaved of its own, a tab follows the other.
    await second.type("colours", "'from the second'");
    await second.isSaved();
    await expect.poll(async () => first.editor("colours").textContent()).toBe("'from the second'");

    // What the first saves while the second cannot hear of it collides with what the second types.
    await second.page.evaluate(() => {
      BroadcastChannel.prototype.postMessage = () => undefined;
    });
    await first.page.evaluate(() => {
      BroadcastChannel.prototype.postMessage = () => undefined;
    });
    await first.type("colours", "'first'");
    await first.isSaved();
    await second.type("colours", "'second'");
    const conflict = second.notice("there are two versions");
    await conflict.waitFor();
    expect(await second.editor("colours").textContent()).toBe("'second'");
    await conflict.getByRole("button", { name: "Keep mine" }).click();
    await second.isSaved();
    await first.page.reload();
    expect(await first.editor("colours").textContent()).toBe("'second'");
    await second.page.close();
  });

  test("is in no conflict with itself when the answer to a save is lost", async () => {
    const lesson = await visit.openLesson("00-first-steps");
    await lesson.isSaved();
    await lesson.page.route("**/lab/api/lessons/*", async (route) => {
      if (route.request().method() === "PUT") await route.fetch();
      return route.abort();
    });
    await lesson.type("sum", "'saved, and nobody said so'");
    await lesson.page.locator('.pill.save[data-state="failed"]').waitFor();
    await lesson.page.unroute("**/lab/api/lessons/*");
    await lesson.type("after", "'and on'");
    await lesson.isSaved();
    await lesson.page.reload();
    expect(await lesson.editor("sum").textContent()).toBe("'saved, and nobody said so'");
    expect(await lesson.editor("after").textContent()).toBe("'and on'");
  });

  test("is in no conflict with itself when what it sent in leaving arrives after it is back", async () => {
    const lesson = await visit.openLesson("00-first-steps");
    await lesson.run("sum");
    await lesson.isSaved();
    let sent: string | null = null;
    await lesson.page.route("**/lab/api/lessons/*", async (route) => {
      if (route.request().method() !== "PUT") return route.continue();
      sent ??= route.request().postData();
      return route.abort();
    });
    await lesson.type("sum", "'typed at the last moment'");
    await lesson.run("sum");
    await expect.poll(() => sent).toContain("at the last moment");
    await lesson.page.reload();
    await lesson.kernelIs("idle");
    const headers = { "content-type": "application/json" };
    const url = visit.address("/lab/api/lessons/00-first-steps");
    expect((await lesson.page.context().request.put(url, { data: sent, headers })).status()).toBe(200);
    await lesson.page.unroute("**/lab/api/lessons/*");
    await lesson.isSaved();
    expect(await lesson.editor("sum").textContent()).toBe("'typed at the last moment'");
    await lesson.output("sum").getByText("typed at the last moment").waitFor();
  });

  test("loses no text when the server is stopped, and comes back by itself", async () => {
    const lesson = await visit.openLesson("00-first-steps");
    await visit.restartServer(async () => {
      await lesson.notice("The connection to the lab is lost").waitFor();
      await lesson.type("after", "'typed in the dark'");
    });
    await lesson.isSaved();
    await lesson.notice("The kernel died").getByRole("button", { name: "Restart kernel" }).click();
    await lesson.kernelIs("idle");
    await lesson.run("after");
    await lesson.output("after").getByText("typed in the dark").waitFor();
  });
});
