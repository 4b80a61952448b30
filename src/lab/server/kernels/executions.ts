import type { Channel, Message } from "../../../kernel/client/index.ts";
import type { ExecutionRecord, ExecutionSummary, RecordedMessage } from "../api.ts";

interface Recording {
  readonly cellId: string;
  readonly requestId: string;
  finished: boolean;
  size: number;
  readonly messages: RecordedMessage[];
  /** What the cell asks the learner, as long as nobody has answered. */
  question: string | null;
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
    if (message.header.msg_type === "input_reply") return this.#hearAnswer(message);
    const cellId = message.metadata["cellId"];
    if (message.header.msg_type !== "execute_request" || typeof cellId !== "string") return;
    const requestId = message.header.msg_id;
    const before = this.#byCell.get(cellId);
    if (before) this.#byRequest.delete(before.requestId);
    const recording = { cellId, requestId, finished: false, size: 0, messages: [], question: null };
    this.#byCell.set(cellId, recording);
    this.#byRequest.set(requestId, recording);
  }

  hearKernel(channel: Channel, message: Message): void {
    if (channel !== "iopub" && channel !== "stdin") return;
    const recording = this.#byRequest.get(message.parent_header.msg_id ?? "");
    if (!recording) return;
    const { msg_type: type, msg_id: id, date } = message.header;
    if (type === "input_request") recording.question = id;
    if (type === "status" && message.content["execution_state"] === "idle") finish(recording);
    recording.size += type === "status" ? 0 : JSON.stringify(message.content).length;
    if (type === "status" || type === "error" || type === "input_request" || recording.size <= maxSize) {
      recording.messages.push({ id, type, date, content: message.content });
    }
  }

  /** A cell waits for one answer at a time, and clients need not say to which question they give it. */
  #hearAnswer({ header, content }: Message): void {
    for (const recording of this.#byRequest.values()) {
      const { question, messages } = recording;
      if (question === null) continue;
      recording.question = null;
      const isSecret = messages.find(({ id }) => id === question)?.content["password"] === true;
      const kept = isSecret ? { status: content["status"] ?? "ok" } : { status: "ok", ...content };
      messages.push({ id: `answer-${question}`, type: "input_reply", date: header.date, content: kept });
    }
  }

  /** A kernel that died or was restarted finishes nothing it had begun. */
  abandonUnfinished(): void {
    for (const recording of this.#byRequest.values()) finish(recording);
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

function finish(recording: Recording): void {
  recording.finished = true;
  recording.question = null;
}
