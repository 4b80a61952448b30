import { scriptName } from "../worker/stack.ts";
import { Arguments } from "./arguments.ts";
import { pathOfCell } from "./cell-path.ts";
import { CellTexts } from "./cell-texts.ts";
import { DebugRequestError, type Event, type Request, type Response } from "./dap.ts";
import { InspectorError, type FromInspector, type Inspector, type ToInspector } from "./inspector.ts";
import { Presenter } from "./presenter.ts";
import { References } from "./references.ts";
import { RemoteInspector } from "./remote-inspector.ts";
import { handlerOf } from "./requests/index.ts";
import { Scripts, type RunCell } from "./scripts.ts";
import { DebugSession, type SessionListener } from "./session.ts";
import { threadId } from "./thread-id.ts";
import { Values } from "./values.ts";
import { Variables } from "./variables.ts";

export interface DebuggerOptions {
  /** To the inspector in the process of the cells. */
  readonly send: (message: ToInspector) => void;
  readonly publish: (event: Event) => void;
  /** Stops the running cell. */
  readonly interrupt: () => void;
  readonly log: (problem: unknown) => void;
}

/**
 * Debugs cells and the files they import, for one client at a time. As long as nobody asks it to, it only
 * remembers which cells were run.
 */
export class Debugger {
  readonly scripts = new Scripts();
  readonly texts = new CellTexts(this.scripts);
  readonly references = new References();
  readonly #options: DebuggerOptions;
  readonly #remote: RemoteInspector;
  #clientId: string | undefined;
  #isOpen = false;
  #session: DebugSession | undefined;
  /** No cell must run before a new thread knows the breakpoints. */
  #whenReady: Promise<void> = Promise.resolve();
  #lastSeq = 0;

  constructor(options: DebuggerOptions) {
    this.#options = options;
    this.#remote = new RemoteInspector(options.send, (event) => this.#session?.hear(event));
  }

  /** Answers a request; one that cannot be met is told so, in a sentence. */
  async handle({ seq, command, arguments: given }: Request): Promise<Response> {
    const response = { type: "response", request_seq: seq, command } as const;
    try {
      const body = await handlerOf(command)(new Arguments(command, given), this);
      return { ...response, seq: this.#nextSeq(), success: true, body };
    } catch (error) {
      if (!(error instanceof DebugRequestError || error instanceof InspectorError)) throw error;
      return { ...response, seq: this.#nextSeq(), success: false, message: error.message, body: {} };
    }
  }

  /** To be called before each cell is run; if it returns a promise, the cell must wait for it. */
  beforeCell(cell: RunCell & { readonly id: number }): Promise<void> | undefined {
    const url = scriptName(cell);
    this.scripts.addCell(url, cell);
    return this.#session && this.#setBreakpoints(this.#session, url, pathOfCell(cell.source));
  }

  hear(message: FromInspector): void {
    this.#remote.hear(message);
  }

  /** The process of the cells has been replaced by a new one. */
  processReplaced(): void {
    this.#remote.lose();
    this.references.clear();
    this.#session?.forgetThread();
    this.scripts.forgetThread();
    if (!this.#isOpen) return;
    this.#options.send({ kind: "open" });
    if (this.#session) this.#whenReady = this.#session.begin().catch(this.#options.log);
  }

  /** A client introduces itself. */
  start(clientId: string | undefined): void {
    this.#clientId = clientId;
    void this.inspector;
  }

  async attach({ isJustMyCode }: { readonly isJustMyCode: boolean }): Promise<void> {
    // An earlier client may have gone without a word.
    if (this.#session) this.#close();
    const { inspector, scripts, texts, references } = this;
    const { log } = this.#options;
    const session = new DebugSession({
      inspector,
      scripts,
      texts,
      references,
      isJustMyCode,
      log,
      listener: this.#listener,
    });
    this.#session = session;
    await session.begin();
    this.event("initialized");
  }

  /** Takes all breakpoints away, and lets a paused cell go on. */
  detach(): void {
    this.#close();
    this.#clientId = undefined;
  }

  #close(): void {
    if (this.#isOpen) this.#options.send({ kind: "close" });
    this.#isOpen = false;
    this.#remote.lose();
    this.#session?.forgetThread();
    this.#session = undefined;
    this.scripts.forgetIds();
    this.references.clear();
  }

  interrupt(): void {
    this.#options.interrupt();
  }

  get isStarted(): boolean {
    return this.#isOpen;
  }

  /** @throws DebugRequestError */
  get session(): DebugSession {
    if (this.#session) return this.#session;
    throw new DebugRequestError("The debugger is not attached.");
  }

  get sessionIfAttached(): DebugSession | undefined {
    return this.#session;
  }

  get inspector(): Inspector {
    if (!this.#isOpen) this.#options.send({ kind: "open" });
    this.#isOpen = true;
    return this.#remote;
  }

  get presenter(): Presenter {
    return new Presenter(this.references, { withTypes: this.#clientId !== "jupyterlab" });
  }

  get values(): Values {
    return new Values(this.inspector);
  }

  get variables(): Variables {
    return new Variables(this.inspector, this.references, this.presenter);
  }

  event(event: string, body: object = {}): void {
    this.#options.publish({ type: "event", seq: this.#nextSeq(), event, body });
  }

  readonly #listener: SessionListener = {
    stopped: ({ why }) => {
      const { reason, description, exception, breakpointIds: hitBreakpointIds } = why;
      this.event("stopped", {
        reason,
        description,
        threadId,
        allThreadsStopped: true,
        ...(exception && { text: description }),
        ...(hitBreakpointIds && { hitBreakpointIds }),
      });
    },
    continued: () => this.event("continued", { threadId, allThreadsContinued: true }),
    breakpointChanged: (breakpoint) => this.event("breakpoint", { reason: "changed", breakpoint }),
  };

  async #setBreakpoints(session: DebugSession, url: string, path: string): Promise<void> {
    await this.#whenReady;
    try {
      await session.breakpoints.beforeCell(path, url);
    } catch (error) {
      // A cell must run, whatever becomes of its breakpoints.
      this.#options.log(error);
    }
  }

  #nextSeq(): number {
    this.#lastSeq += 1;
    return this.#lastSeq;
  }
}
