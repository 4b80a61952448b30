import type { Envelope, JsonObject } from "../messaging/index.ts";
import type { CommEvent } from "../worker/comms/event.ts";
import { log } from "./log.ts";

export interface CommsOptions {
  /** Publishes on behalf of a request; of none, if a comm ends with its process. */
  readonly publish: (type: CommEvent["type"], content: JsonObject, cellId: number | undefined) => void;
  /** Hands to the cells what a page has done, as part of the request that said so. */
  readonly tellCells: (event: CommEvent, request: Envelope) => void;
}

/** Knows which comms are open, and what targets cells answer for. */
export class Comms {
  readonly #options: CommsOptions;
  readonly #targets = new Set<string>();
  /** Target by id. */
  readonly #open = new Map<string, string>();

  constructor(options: CommsOptions) {
    this.#options = options;
  }

  /** Those open, as comm_info_reply has them; all, or those of one target. */
  info(target: string | undefined): JsonObject {
    const wanted = [...this.#open].filter(([, each]) => target === undefined || each === target);
    return Object.fromEntries(wanted.map(([id, each]) => [id, { target_name: each }]));
  }

  register(target: string): void {
    this.#targets.add(target);
  }

  hearCell(event: CommEvent, cellId: number): void {
    if (event.type === "comm_open") this.#open.set(event.id, event.target);
    if (event.type === "comm_close") this.#open.delete(event.id);
    this.#options.publish(event.type, contentOf(event), cellId);
  }

  /** @returns whether the comm is, or was until now, one of ours; the page must be told if it is not. */
  hearPage(event: CommEvent, request: Envelope): boolean {
    if (event.type === "comm_open") {
      if (!this.#targets.has(event.target)) return false;
      this.#open.set(event.id, event.target);
    } else if (!this.#open.has(event.id)) {
      log(`Ignored a ${event.type} for a comm that is not open.`);
      return true;
    }
    if (event.type === "comm_close") this.#open.delete(event.id);
    this.#options.tellCells(event, request);
    return true;
  }

  /** The process of the cells has ended, and with it the other end of every comm. */
  closeAll(): void {
    for (const id of this.#open.keys()) {
      this.#options.publish("comm_close", { comm_id: id, data: {} }, undefined);
    }
    this.#open.clear();
    this.#targets.clear();
  }
}

function contentOf(event: CommEvent): JsonObject {
  const content = { comm_id: event.id, data: event.data };
  return event.type === "comm_open" ? { ...content, target_name: event.target } : content;
}
