import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { JsonRpcConnection } from "./json-rpc.ts";

export interface LanguageServerOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  /** Variables of its environment, besides ours. */
  readonly env: Readonly<Record<string, string>>;
  /** Sent with `initialize`. */
  readonly initializationOptions: object;
}

/** The server has ended; the message says how. */
export class LanguageServerGoneError extends Error {
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
  readonly #connection: JsonRpcConnection;
  /** Resolves with the reason when the process is gone. */
  readonly whenGone: Promise<string>;

  private constructor(child: ChildProcess, connection: JsonRpcConnection) {
    this.#child = child;
    this.#connection = connection;
    this.whenGone = this.#gone();
  }

  /** @throws if the process cannot be started. */
  static async start(options: LanguageServerOptions): Promise<LanguageServer> {
    const { command, args, folder, env, initializationOptions } = options;
    // In a group of its own: Ctrl-C is not meant for it. It ends when its stdin does.
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...env, ...process.env },
      detached: process.platform !== "win32",
      stdio: ["pipe", "pipe", "ignore"],
      windowsHide: true,
    });
    await once(child, "spawn");
    child.stdin.on("error", () => undefined);
    const { stdout: input, stdin: output } = child;
    const connection = new JsonRpcConnection({ input, output, onBroken: () => child.kill("SIGKILL") });
    const server = new LanguageServer(child, connection);
    await server.ask("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions,
    });
    server.tell("initialized", {});
    return server;
  }

  /** @throws LanguageServerGoneError if it has gone, or goes before it has answered. */
  async ask<Answer>(method: string, params: object): Promise<Answer> {
    return this.#connection.ask(method, params) as Promise<Answer>;
  }

  tell(method: string, params: object): void {
    this.#connection.tell(method, params);
  }

  stop(): void {
    this.#child.kill("SIGKILL");
  }

  async #gone(): Promise<string> {
    const [code, signal] = (await once(this.#child, "exit")) as [number | null, NodeJS.Signals | null];
    const reason = signal === null ? `it exited with code ${code}` : `it was ended by ${signal}`;
    this.#connection.close(new LanguageServerGoneError(reason));
    return reason;
  }
}
