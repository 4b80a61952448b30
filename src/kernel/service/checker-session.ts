import { findCompiler } from "./compiler.ts";
import { Documents } from "./documents.ts";
import { LanguageServer } from "./language-server.ts";
import type { FileEvent } from "./local-files.ts";
import type { Notebook } from "./notebook.ts";
import { globalsSlot, type Project, type VirtualFile } from "./project.ts";

/** The hub grows by so many slots at a time, since every change of it makes the server look at all files. */
const slotsAtOnce = 16;
/**
 * How much garbage the server makes before it collects it, in percent of what it needs: it is idle most of the time,
 * and collecting takes a third of the time of a check. Go's own setting is 100.
 */
const garbagePercent = 400;
/** From here on it collects more often. */
const memoryLimit = "512MiB";
/** The server does what is asked of it, and nothing on its own account. */
const preferences = {
  disableAutomaticTypeAcquisition: true,
  // It would index every package in reach, at each keystroke anew.
  includeCompletionsForModuleExports: false,
  suggest: { autoImports: false },
};

/** A running language server that has the notebook's files open. */
export class CheckerSession {
  readonly #project: Project;
  readonly #server: LanguageServer;
  readonly #documents: Documents;
  #slots = 0;

  private constructor(project: Project, server: LanguageServer) {
    this.#project = project;
    this.#server = server;
    this.#documents = new Documents(server);
  }

  /** @throws NoCompilerError, or what prevented the process from starting. */
  static async start(project: Project, notebook: Notebook): Promise<CheckerSession> {
    const server = await LanguageServer.start({
      command: findCompiler(),
      args: ["--lsp", "--stdio"],
      folder: project.folder,
      env: { GOGC: String(garbagePercent), GOMEMLIMIT: memoryLimit },
      initializationOptions: {
        disablePushDiagnostics: true,
        logVerbosity: 0,
        userPreferences: { ...preferences, customConfigFileName: project.config.name },
      },
    });
    const session = new CheckerSession(project, server);
    await session.#open(notebook);
    return session;
  }

  get whenGone(): Promise<string> {
    return this.#server.whenGone;
  }

  stop(): void {
    this.#server.stop();
  }

  /** Makes the server's slots those of the notebook. */
  sync(notebook: Notebook): void {
    for (const [slot, { text }] of notebook.cells) this.write(slot, text);
  }

  /** Writes a cell into its slot. */
  write(slot: number, text: string): VirtualFile {
    this.#growTo(slot);
    const file = this.#project.slot(slot);
    this.#documents.set(file.uri, text);
    return file;
  }

  draft(text: string): VirtualFile {
    this.#documents.set(this.#project.draft.uri, text);
    return this.#project.draft;
  }

  /**
   * Opens a slot that a cell to come will need, unless there are as many as wanted. Says whether it did: the server
   * then looks at all files, which takes it some milliseconds.
   */
  openSpare(notebook: Notebook, wanted: number): boolean {
    for (let slot = globalsSlot + 1, spare = 0; spare < wanted; slot += 1) {
      if (notebook.cells.has(slot)) continue;
      spare += 1;
      if (this.#documents.has(this.#project.slot(slot).uri)) continue;
      this.write(slot, this.#project.hubImport([]));
      return true;
    }
    return false;
  }

  async ask<Answer>(method: string, params: object): Promise<Answer> {
    return this.#server.ask<Answer>(method, params);
  }

  /** Tells that files on disk have changed; the server does not watch them. */
  noticeFiles(changes: readonly FileEvent[]): void {
    if (changes.length > 0) this.#server.tell("workspace/didChangeWatchedFiles", { changes });
  }

  async #open(notebook: Notebook): Promise<void> {
    // The name of the configuration counts only from the first request on, and must before a file is opened:
    // otherwise the server loads the project of a tsconfig.json of the user's.
    await this.ask("workspace/symbol", { query: this.#project.config.name });
    this.#documents.set(this.#project.config.uri, this.#project.configText, "json");
    // Before the hub, which makes a program of them: after that, every file that is opened makes a new one.
    const needed = Math.max(1, ...notebook.cells.keys());
    for (let slot = globalsSlot + 1; slot <= slotsFor(needed); slot += 1) {
      this.#documents.set(
        this.#project.slot(slot).uri,
        notebook.cells.get(slot)?.text ?? this.#project.hubImport([]),
      );
    }
    this.#growTo(needed);
    this.draft(this.#project.hubImport([]));
    const textDocument = { uri: this.#project.draft.uri };
    await this.ask("textDocument/diagnostic", { textDocument });
  }

  #growTo(slot: number): void {
    if (slot <= this.#slots) return;
    this.#slots = slotsFor(slot);
    this.#documents.set(this.#project.hub.uri, this.#project.hubText(this.#slots));
  }
}

/** How many slots the hub has so that there is this one. */
function slotsFor(slot: number): number {
  return Math.ceil(slot / slotsAtOnce) * slotsAtOnce;
}
