import { KernelAPI, KernelConnection, ServerConnection, SessionAPI } from "@jupyterlab/services";
import type { KernelMessage } from "@jupyterlab/services";
import { signal } from "@preact/signals";
import type { RecordedMessage } from "../../server/api.ts";

/** How the kernel of this lesson is, in the words the page shows. */
export type KernelStatus = "connecting" | "starting" | "idle" | "busy" | "restarting" | "dead" | "lost";

export interface KernelEvent extends RecordedMessage {
  readonly parentId: string;
}

export interface KernelLinkEvents {
  /** Something the kernel published. */
  readonly published: (event: KernelEvent) => void;
  /** The connection is (again) there; what was published meanwhile must be fetched. */
  readonly connected: () => void;
  readonly died: () => void;
}

/** What the kernel offers at the cursor. */
export interface Completions {
  readonly matches: readonly string[];
  readonly cursor_start: number;
  readonly cursor_end: number;
}

/** The page's end of one kernel: found by the lesson's session, kept through lost connections and restarts. */
export class KernelLink {
  readonly status = signal<KernelStatus>("connecting");
  readonly #settings = ServerConnection.makeSettings({ baseUrl: `${location.origin}/`, appUrl: "" });
  readonly #events: KernelLinkEvents;
  #connection: KernelConnection | null = null;
  #closed = false;

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
    // A busy kernel answers nothing until its cell has ended, but the server knows its state.
    if (session.kernel.execution_state === "busy") this.status.value = "busy";
  }

  /** Sends a cell; what it publishes arrives as events whose parentId is the returned id. */
  execute(code: string, cellId: string): string {
    if (!this.#connection) throw new Error("The kernel is not connected yet.");
    const future = this.#connection.requestExecute({ code, allow_stdin: false, stop_on_error: true }, true, {
      cellId,
    });
    // Every end of an execution is heard on iopub; a future cancelled by a restart is no news.
    future.done.catch(() => undefined);
    return future.msg.header.msg_id;
  }

  async complete(code: string, cursor: number): Promise<Completions | null> {
    const idle = this.status.peek() === "idle";
    if (!this.#connection || !idle) return null;
    const reply = await this.#connection.requestComplete({ code, cursor_pos: cursor });
    return reply.content.status === "ok" ? reply.content : null;
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
      if (status === "connected") this.#events.connected();
      else if (!connection.isDisposed) this.#onLost(connection);
    });
    connection.iopubMessage.connect((_, message) => this.#events.published(eventOf(message)));
  }

  #onStatus(connection: KernelConnection, status: string): void {
    if (connection !== this.#connection) return;
    if (status === "dead") {
      this.status.value = "dead";
      this.#events.died();
    } else if (status === "idle" || status === "busy" || status === "starting") {
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

function eventOf(message: KernelMessage.IIOPubMessage): KernelEvent {
  const parent = message.parent_header;
  return {
    id: message.header.msg_id,
    parentId: "msg_id" in parent ? parent.msg_id : "",
    type: message.header.msg_type,
    date: message.header.date,
    content: message.content as unknown as RecordedMessage["content"],
  };
}
