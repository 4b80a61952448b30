import { setImmediate as nextTurn } from "node:timers/promises";
import type { Diagnostic, Position as LspPosition } from "vscode-languageserver-types";
import { CheckerSession } from "./checker-session.ts";
import { findingsOf, type Finding } from "./findings.ts";
import { LocalFiles } from "./local-files.ts";
import { linesInFront, Notebook, type CellText, type Placed } from "./notebook.ts";
import { createProject, globalNames, type Project } from "./project.ts";
import { OutageError, SessionKeeper } from "./session-keeper.ts";
import { Turns } from "./turns.ts";

/** What the compiler says about a cell. */
export type Verdict =
  | { readonly kind: "checked"; readonly findings: readonly Finding[] }
  /** There is no compiler at the moment. `reason` says so in a sentence, once. */
  | { readonly kind: "unchecked"; readonly reason?: string };

export interface Checked {
  readonly verdict: Verdict;
  /** Makes the cell a part of the notebook: to be called if it is run. */
  readonly keep: () => void;
}

/** Code that is being typed, to be asked about. */
export interface Draft {
  /** An answer of `null` means that there is nothing to say. */
  askAt<Answer>(method: `textDocument/${string}`, offset: number): Promise<Answer | null>;
  ask<Answer>(method: string, params: object): Promise<Answer>;
}

/** So many slots are open before there are cells to fill them. */
const spareSlots = 16;
/** How long nobody must have asked anything before one more is opened, in milliseconds. */
const idlePause = 25;

/** Knows the types in a notebook. It answers one question after the other, and never waits for a cell to end. */
export class LanguageService {
  readonly project: Project;
  readonly notebook: Notebook;
  readonly #files: LocalFiles;
  readonly #sessions: SessionKeeper;
  readonly #log: (problem: unknown) => void;
  #isWarm = false;
  #idle: NodeJS.Timeout | undefined;
  #isOutageTold = false;
  /** Questions are about the server's present files, so nobody may change these before the answer is there. */
  readonly #turns = new Turns();

  /** @param log told of what is wrong with the compiler itself. */
  constructor(folder: string, log: (problem: unknown) => void) {
    this.project = createProject(folder);
    this.notebook = new Notebook(this.project, globalNames());
    this.#files = new LocalFiles(folder);
    this.#sessions = new SessionKeeper(async () => CheckerSession.start(this.project, this.notebook), log);
    this.#log = log;
  }

  /** Starts the compiler unless it was started before, so that it is warm when the first cell comes. */
  warmUp(): void {
    if (this.#isWarm) return;
    this.#isWarm = true;
    this.#inTurn(async () => this.#sessions.use(() => undefined)).catch(this.#log);
  }

  /** Checks a cell after all those that were kept. */
  async check(cell: CellText): Promise<Checked> {
    return this.#inTurn(async () => {
      const placed = this.notebook.place(cell);
      return { verdict: await this.#verdict(placed), keep: () => void this.notebook.keep(placed) };
    });
  }

  /** Makes a cell a part of the notebook without a look at it, before anything else is asked. */
  keepUnchecked(cell: CellText): void {
    const keep = async (): Promise<void> => {
      // Nobody waits for this; the cell itself comes first.
      await nextTurn();
      this.notebook.keep(this.notebook.place(cell));
    };
    this.#turns.run(keep).catch(this.#log);
  }

  /** Asks about code that is being typed. Nothing if there is no compiler. */
  async withDraft<T>(source: string, task: (draft: Draft) => Promise<T>): Promise<T | undefined> {
    return this.#inTurn(async () => {
      try {
        return await this.#sessions.use(async (session) => {
          session.sync(this.notebook);
          const { uri } = session.draft(this.notebook.draft(source));
          return task({
            askAt: async (method, offset) =>
              session.ask(method, { textDocument: { uri }, position: positionIn(source, offset) }),
            ask: async (method, params) => session.ask(method, params),
          });
        });
      } catch (error) {
        this.#log(error);
        return undefined;
      }
    });
  }

  /** The variables of the notebook are gone, and their types go too. */
  clear(): void {
    this.notebook.clear();
  }

  stop(): void {
    clearTimeout(this.#idle);
    this.#sessions.stop();
  }

  async #verdict(placed: Placed): Promise<Verdict> {
    try {
      const findings = await this.#sessions.use(async (session) => this.#findings(session, placed));
      this.#isOutageTold = false;
      return { kind: "checked", findings };
    } catch (error) {
      if (!(error instanceof OutageError)) this.#log(error);
      if (this.#isOutageTold) return { kind: "unchecked" };
      this.#isOutageTold = true;
      return { kind: "unchecked", reason: error instanceof OutageError ? error.message : String(error) };
    }
  }

  async #findings(session: CheckerSession, placed: Placed): Promise<readonly Finding[]> {
    session.sync(this.notebook);
    session.noticeFiles(this.#files.changesFor(placed.cell.source));
    const textDocument = session.write(placed.slot, placed.text);
    const { items } = await session.ask<{ readonly items: readonly Diagnostic[] }>(
      "textDocument/diagnostic",
      {
        textDocument: { uri: textDocument.uri },
      },
    );
    return findingsOf(items, { placed, notebook: this.notebook, project: this.project });
  }

  /** Opens slots for cells that may come in quick succession, one at a time while nobody asks anything. */
  #prepareWhenIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#prepare(), idlePause).unref();
  }

  async #prepare(): Promise<void> {
    try {
      const hasOpened = await this.#turns.run(async () =>
        this.#sessions.use((session) => session.openSpare(this.notebook, spareSlots)),
      );
      if (hasOpened) this.#prepareWhenIdle();
    } catch (error) {
      if (!(error instanceof OutageError)) this.#log(error);
    }
  }

  /** Asks the compiler, which is then no longer idle. */
  async #inTurn<T>(task: () => Promise<T>): Promise<T> {
    clearTimeout(this.#idle);
    try {
      return await this.#turns.run(task);
    } finally {
      this.#prepareWhenIdle();
    }
  }
}

function positionIn(source: string, offset: number): LspPosition {
  const before = source.slice(0, offset);
  const lines = before.split("\n");
  return { line: lines.length - 1 + linesInFront, character: lines.at(-1)?.length ?? 0 };
}
