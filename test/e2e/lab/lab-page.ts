import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { startLab, type Lab } from "../../../src/lab/server/index.ts";
import { launchBrowser } from "../browser.ts";

const fixtures = join(import.meta.dirname, "fixtures");

/** A lab on a free port with the fixture lessons and an empty work folder, and a visitor who has the token. */
export class LabVisit {
  readonly folder: string;
  readonly browser: Browser;
  lab: Lab;
  readonly #visitor: BrowserContext;
  /** One for all tests of a file: a new tab is a new process, and starts everything anew. */
  readonly #tab: Page;

  private constructor(folder: string, lab: Lab, visitor: BrowserContext, tab: Page) {
    this.folder = folder;
    this.browser = visitor.browser()!;
    this.lab = lab;
    this.#visitor = visitor;
    this.#tab = tab;
  }

  static async begin(): Promise<LabVisit> {
    const folder = await mkdtemp(join(tmpdir(), "paxoslab-e2e-"));
    for (const name of await readdir(fixtures)) await copyFile(join(fixtures, name), join(folder, name));
    const lab = await startLab({ port: 0, notebooks: folder, work: join(folder, "work") });
    const visitor = await (await launchBrowser()).newContext();
    // Brings the visitor's cookie; that the page with the list of lessons does so too has its own test.
    await visitor.request.get(lab.url);
    return new LabVisit(folder, lab, visitor, await visitor.newPage());
  }

  /** Stops the server and starts it again at the same address, knowing the same token. */
  async restartServer(whileDown: () => Promise<void>): Promise<void> {
    const { port, url } = this.lab;
    const token = new URL(url).searchParams.get("token") ?? "";
    await this.lab.close();
    await whileDown();
    this.lab = await startLab({ port, token, notebooks: this.folder, work: join(this.folder, "work") });
  }

  /** A lesson whose kernel is ready, in place of the one before. */
  async openLesson(slug: string): Promise<LessonOnPage> {
    return this.#open(this.#tab, slug);
  }

  /** The same beside it, to be closed by who opens it. */
  async openLessonInAnotherTab(slug: string): Promise<LessonOnPage> {
    return this.#open(await this.#visitor.newPage(), slug);
  }

  address(path: string): string {
    return new URL(path, this.lab.url).href;
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.lab.close();
    await rm(this.folder, { recursive: true });
  }

  async #open(page: Page, slug: string): Promise<LessonOnPage> {
    await page.goto(this.address(`/lessons/${slug}`));
    const lesson = new LessonOnPage(page);
    await lesson.kernelIs("idle");
    return lesson;
  }
}

/** What a learner does on a lesson's page. */
export class LessonOnPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  cell(id: string) {
    return this.page.locator(`[data-cell="${id}"]`);
  }

  editor(id: string) {
    return this.cell(id).locator(".cm-content");
  }

  output(id: string) {
    return this.cell(id).locator(".outputs");
  }

  async kernelIs(status: string): Promise<void> {
    await this.page.locator(`.pill.kernel[data-status="${status}"]`).waitFor();
  }

  async isSaved(): Promise<void> {
    await this.page.locator('.pill.save[data-state="saved"]').waitFor();
  }

  /** Runs a cell and waits until it has finished. */
  async run(id: string): Promise<void> {
    await this.editor(id).press("Control+Enter");
    await this.cell(id).and(this.page.locator('[data-run="finished"]')).waitFor();
  }

  async type(id: string, text: string): Promise<void> {
    await this.editor(id).fill(text);
  }

  /** Types key by key, in place of what is there. */
  async write(id: string, text: string): Promise<void> {
    await this.type(id, "");
    await this.editor(id).pressSequentially(text);
  }

  notice(text: string) {
    return this.page.locator(".notice", { hasText: text });
  }

  async click(name: string): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).click();
  }
}
