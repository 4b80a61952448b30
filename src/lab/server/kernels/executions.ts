import type { Channel, Message } from "../../../kernel/client/index.ts";
import type { ExecutionRecord, ExecutionSummary, RecordedMessage } from "../api.ts";

interface Recording {
  readonly cellId: string;
  readonly requestId: string;
  finished: boolean;
  size: number;
  readonly messages: RecordedMessage[];
}

/** Characters of output kept of one execution: enough for figures, not for a runaway loop. */
const maxSize = 8_000_000;

/**
 * What each cell's last execution published, so that a page which was reloaded, or was away, while a cell ran
 * can show all of it. Only requests that name their cell in `metadata.cellId` are kept.
 */
export class Executions {
  readonly #byCell = new Map<string, Recording>();
  readonly #byRequest = new Map<string, Recording>();

  hearRequest(message: Message): void {
    const cellId = message.metadata["cellId"];
    if (message.header.msg_type !== "execute_request" || typeof cellId !== "string") return;
    const requestId = message.header.msg_id;
    const before = this.#byCell.get(cellId);
    if (before) this.#byRequest.delete(before.requestId);
    const recording = { cellId, requestId, finished: false, size: 0, messages: [] };
    this.#byCell.set(cellId, recording);
    this.#byRequest.set(requestId, recording);
  }

  hearKernel(channel: Channel, message: Message): void {
    if (channel !== "iopub") return;
    const recording = this.#byRequest.get(message.parent_header.msg_id ?? "");
    if (!recording) return;
    const { msg_type: type, msg_id: id, date } = message.header;
    if (type === "status" && message.content["execution_state"] === "idle") recording.finished = true;
    recording.size += type === "status" ? 0 : JSON.stringify(message.content).length;
    if (type === "status" || type === "error" || recording.size <= maxSize) {
      recording.messages.push({ id, type, date, content: message.content });
    }
  }

  /** A kernel that died or was restarted finishes nothing it had begun. */
  abandonUnfinished(): void {
    for (const recording of this.#byRequest.values()) recording.finished = true;
  }

  list(): readonly ExecutionSummary[] {
    return [...this.#byCell.values()].map(({ cellId, requestId, finished }) => ({
      cellId,
      requestId,
      finished,
    }));
  }

  get(requestId: string): ExecutionRecord | undefined {
    const recording = this.#byRequest.get(requestId);
    if (!recording) return undefined;
    const { cellId, finished, messages } = recording;
    return { cellId, requestId, finished, messages };
  }

  forget(): void {
    this.#byCell.clear();
    this.#byRequest.clear();
  }
}
