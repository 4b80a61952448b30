import { KernelAPI, KernelConnection, ServerConnection, SessionAPI } from "@jupyterlab/services";
import type { KernelMessage } from "@jupyterlab/services";
import { signal } from "@preact/signals";
import type { RecordedMessage } from "../../server/api.ts";
import { completionsOf, explanationOf, type Completions, type Explanation } from "./answers.ts";
import { toCodePoints } from "./code-points.ts";
import { latestOnly } from "./latest-only.ts";

/** How the kernel of this lesson is, in the words the page shows. */
export type KernelStatus = "connecting" | "starting" | "idle" | "busy" | "restarting" | "dead" | "lost";

export interface KernelEvent extends RecordedMessage {
  readonly parentId: string;
}

export interface KernelLinkEvents {
  /** Something the kernel published, or asks the learner on behalf of a cell. */
  readonly published: (event: KernelEvent) => void;
  /** The connection is (again) there; what was published meanwhile must be fetched. */
  readonly connected: () => void;
  readonly died: () => void;
}

/** The page's end of one kernel: found by the lesson's session, kept through lost connections and restarts. */
export class KernelLink {
  readonly status = signal<KernelStatus>("connecting");
  readonly #settings = ServerConnection.makeSettings({ baseUrl: `${location.origin}/`, appUrl: "" });
  readonly #events: KernelLinkEvents;
  readonly #complete = latestOnly();
  readonly #inspect = latestOnly();
  #connection: KernelConnection | null = null;
  #closed = false;
  /** Counts what was heard of executions, to tell whether an answer about them is out of date. */
  #executionNews = 0;

  constructor(events: KernelLinkEvents) {
    this.#events = events;
  }

  get isConnected(): boolean {
    return this.#connection?.connectionStatus === "connected" && !this.#connection.isDisposed;
  }

  get kernelId(): string | null {
    return this.#connection?.id ?? null;
  }

  /** Attaches to the session's kernel, which the server starts if there is none. */
  async open(path: string, kernelName: string): Promise<void> {
    this.status.value = "starting";
    const session = await SessionAPI.startSession(
      { path, name: path, type: "notebook", kernel: { name: kernelName } },
      this.#settings,
    );
    if (!session.kernel) throw new Error("The lab opened a session without a kernel.");
    this.#attach(session.kernel);
  }

  /** Sends a cell; what it publishes arrives as events whose parentId is the returned id. */
  execute(code: string, cellId: string): string {
    if (!this.#connection) throw new Error("The kernel is not connected yet.");
    const future = this.#connection.requestExecute({ code, allow_stdin: true, stop_on_error: true }, true, {
      cellId,
    });
    future.onStdin = (message) => this.#events.published(eventOf(message));
    // Every end of an execution is heard on iopub; a future cancelled by a restart is no news.
    future.done.catch(() => undefined);
    return future.msg.header.msg_id;
  }

  /** Answers a cell's question; null declines to. */
  answer(questionId: string, value: string | null): void {
    const content = value === null ? { status: "aborted" as const } : { status: "ok" as const, value };
    // Of the question's header the kernel needs no more than this.
    const question = { msg_id: questionId, msg_type: "input_request" };
    this.#connection?.sendInputReply(content, question as KernelMessage.IHeader<"input_request">);
  }

  /** What could stand at `cursor`, in code units. Kernels such as ours answer while a cell runs, too. */
  async complete(code: string, cursor: number): Promise<Completions | null> {
    return this.#complete(async () => {
      const place = { code, cursor_pos: toCodePoints(code, cursor) };
      const reply = await this.#connection?.requestComplete(place);
      return reply ? completionsOf(reply.content, code) : null;
    });
  }

  /** What is known about the place `cursor`, in code units. */
  async inspect(code: string, cursor: number): Promise<Explanation | null> {
    return this.#inspect(async () => {
      const place = { code, cursor_pos: toCodePoints(code, cursor), detail_level: 0 as const };
      const reply = await this.#connection?.requestInspect(place);
      return reply ? explanationOf(reply.content) : null;
    });
  }

  async interrupt(): Promise<void> {
    if (this.#connection) await KernelAPI.interruptKernel(this.#connection.id, this.#settings);
  }

  /**
   * A fresh process for the kernel, whether the old one lives or not. False when the server no longer knows
   * this kernel, because it was itself restarted: then only `open` helps.
   */
  async restart(): Promise<boolean> {
    const old = this.#connection;
    if (!old) return false;
    this.status.value = "restarting";
    old.dispose();
    try {
      await KernelAPI.restartKernel(old.id, this.#settings);
    } catch (error) {
      if (error instanceof ServerConnection.ResponseError && error.response.status === 404) return false;
      this.status.value = "dead";
      throw error;
    }
    this.#attach({ id: old.id, name: old.name });
    return true;
  }

  close(): void {
    this.#closed = true;
    this.#connection?.dispose();
  }

  #attach(model: { readonly id: string; readonly name: string }): void {
    if (this.#closed) return;
    const connection = new KernelConnection({ model, serverSettings: this.#settings, handleComms: false });
    this.#connection = connection;
    connection.statusChanged.connect((_, status) => this.#onStatus(connection, status));
    connection.connectionStatusChanged.connect((_, status) => {
      if (status === "connected") this.#onConnected(connection);
      else if (!connection.isDisposed) this.#onLost(connection);
    });
    connection.iopubMessage.connect((_, message) => {
      this.#followExecutions(message);
      this.#events.published(eventOf(message));
    });
  }

  #onConnected(connection: KernelConnection): void {
    void this.#learnState(connection);
    this.#events.connected();
  }

  /** What the kernel was doing when the page came: it tells of changes only. */
  async #learnState(connection: KernelConnection): Promise<void> {
    const before = this.#executionNews;
    const model = await KernelAPI.getKernelModel(connection.id, this.#settings).catch(() => undefined);
    const isOutdated = connection !== this.#connection || before !== this.#executionNews;
    if (model && !isOutdated) this.status.value = model.execution_state === "busy" ? "busy" : "idle";
  }

  /** The kernel is busy with other requests, too, even while a cell runs: with completions, say. */
  #followExecutions({ header, parent_header: parent, content }: KernelMessage.IIOPubMessage): void {
    if (header.msg_type !== "status" || !("msg_type" in parent)) return;
    if (parent.msg_type !== "execute_request" || !("execution_state" in content)) return;
    this.#executionNews += 1;
    if (content.execution_state === "busy" || content.execution_state === "idle")
      this.status.value = content.execution_state;
  }

  #onStatus(connection: KernelConnection, status: string): void {
    if (connection !== this.#connection) return;
    if (status === "dead") {
      this.status.value = "dead";
      this.#events.died();
    } else if (status === "starting") {
      this.status.value = status;
    } else if (status === "autorestarting" || status === "restarting") {
      this.status.value = "restarting";
    }
  }

  /** The library waits up to half a minute between attempts; a learner should not. */
  #onLost(connection: KernelConnection): void {
    if (connection !== this.#connection || this.status.peek() === "lost") return;
    this.status.value = "lost";
    const attempt = async (): Promise<void> => {
      if (this.#closed || connection.isDisposed || connection.connectionStatus === "connected") return;
      const answer = await fetch(`/api/kernels/${connection.id}`, { cache: "no-store" }).catch(() => null);
      if (answer === null) setTimeout(() => void attempt(), 1000);
      else if (answer.status === 404) this.#onGone();
      else await connection.reconnect().catch(() => setTimeout(() => void attempt(), 1000));
    };
    setTimeout(() => void attempt(), 500);
  }

  /** The server was restarted: it answers, but knows nothing of this kernel. */
  #onGone(): void {
    this.status.value = "dead";
    this.#connection?.dispose();
    this.#events.died();
  }
}

function eventOf(message: KernelMessage.IIOPubMessage | KernelMessage.IStdinMessage): KernelEvent {
  const parent = message.parent_header;
  return {
    id: message.header.msg_id,
    parentId: "msg_id" in parent ? parent.msg_id : "",
    type: message.header.msg_type,
    date: message.header.date,
    content: message.content as unknown as RecordedMessage["content"],
  };
}
