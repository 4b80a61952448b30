import type { LanguageServer } from "./language-server.ts";

/** Keeps a language server's open files as we want them. */
export class Documents {
  readonly #server: LanguageServer;
  readonly #versions = new Map<string, number>();
  readonly #texts = new Map<string, string>();

  constructor(server: LanguageServer) {
    this.#server = server;
  }

  has(uri: string): boolean {
    return this.#versions.has(uri);
  }

  set(uri: string, text: string, languageId = "typescript"): void {
    if (this.#texts.get(uri) === text) return;
    const before = this.#versions.get(uri);
    const version = (before ?? 0) + 1;
    this.#versions.set(uri, version);
    this.#texts.set(uri, text);
    if (before === undefined) {
      this.#server.tell("textDocument/didOpen", { textDocument: { uri, languageId, version, text } });
    } else {
      const contentChanges = [{ text }];
      this.#server.tell("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
    }
  }
}
