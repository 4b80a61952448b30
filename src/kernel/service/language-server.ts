import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { MessageConnection } from "vscode-jsonrpc/node";

export interface LanguageServerOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  /** Sent with `initialize`. */
  readonly initializationOptions: object;
}

/** The server ended, or never answered. */
class LanguageServerGoneError extends Error {
  override readonly name = "LanguageServerGoneError";
}

/** What we can make use of, in the terms of the Language Server Protocol. */
const capabilities = {
  textDocument: {
    diagnostic: { relatedInformation: true },
    publishDiagnostics: { relatedInformation: true },
    completion: { completionItem: { documentationFormat: ["markdown"] } },
    hover: { contentFormat: ["markdown"] },
    signatureHelp: {
      signatureInformation: {
        documentationFormat: ["markdown"],
        parameterInformation: { labelOffsetSupport: false },
      },
    },
  },
};

/** A process that speaks the Language Server Protocol over its standard streams. */
export class LanguageServer {
  readonly #child: ChildProcess;
  readonly #connection: MessageConnection;
  /** Resolves with the reason when the process is gone. */
  readonly whenGone: Promise<string>;
  #isGone = false;

  private constructor(child: ChildProcess, connection: MessageConnection) {
    this.#child = child;
    this.#connection = connection;
    this.whenGone = this.#gone();
  }

  /** @throws if the process cannot be started. */
  static async start(options: LanguageServerOptions): Promise<LanguageServer> {
    const { command, args, folder, initializationOptions } = options;
    // In a group of its own: Ctrl-C is not meant for it. It ends when its stdin does.
    const child = spawn(command, args, {
      cwd: folder,
      detached: process.platform !== "win32",
      stdio: ["pipe", "pipe", "ignore"],
      windowsHide: true,
    });
    const [{ createMessageConnection, StreamMessageReader, StreamMessageWriter }] = await Promise.all([
      import("vscode-jsonrpc/node"),
      once(child, "spawn"),
    ]);
    child.stdin.on("error", () => undefined);
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const server = new LanguageServer(child, connection);
    connection.onError(() => server.stop());
    // The server may ask its client for this and that; we have nothing to tell it.
    connection.onRequest(() => null);
    connection.listen();
    await server.ask("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions,
    });
    server.tell("initialized", {});
    return server;
  }

  /** @throws LanguageServerGoneError */
  async ask<Answer>(method: string, params: object): Promise<Answer> {
    try {
      return await this.#connection.sendRequest<Answer>(method, params);
    } catch (cause) {
      if (!this.#isGone) throw cause;
      throw new LanguageServerGoneError(`The language server ended during ${method}.`, { cause });
    }
  }

  tell(method: string, params: object): void {
    // It rejects when the process is gone, of which `whenGone` tells.
    this.#connection.sendNotification(method, params).catch(() => undefined);
  }

  stop(): void {
    this.#child.kill("SIGKILL");
  }

  async #gone(): Promise<string> {
    const [code, signal] = (await once(this.#child, "exit")) as [number | null, NodeJS.Signals | null];
    this.#isGone = true;
    this.#connection.dispose();
    return signal === null ? `it exited with code ${code}` : `it was ended by ${signal}`;
  }
}
