import { randomUUID } from "node:crypto";
import type { CommEvent } from "./event.ts";

/** A line to code in the page. Data is whatever JSON can say; binary buffers are not carried. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  send(data: unknown): void;
  /** There is one handler; another one takes its place. */
  onMessage(handler: (data: unknown) => void): void;
  /** Called when the page closes the comm. */
  onClose(handler: (data: unknown) => void): void;
  close(data?: unknown): void;
}

/** How code in cells and code in the page, such as a widget, talk to each other. */
export interface Comms {
  /** Answers pages that open a comm for this target; another handler takes the place of an earlier one. */
  register(target: string, handler: (comm: Comm, data: unknown) => void): void;
  /** Opens a comm to code that the page has registered under this name; if there is none, it is closed. */
  open(target: string, data?: unknown): Comm;
}

export interface CommWire {
  readonly register: (target: string) => void;
  readonly send: (event: CommEvent) => void;
}

interface Handlers {
  onMessage: (data: unknown) => void;
  onClose: (data: unknown) => void;
}

/** The cells' ends of all comms. */
export class CommBook implements Comms {
  readonly #wire: CommWire;
  readonly #targets = new Map<string, (comm: Comm, data: unknown) => void>();
  readonly #open = new Map<string, Handlers>();

  constructor(wire: CommWire) {
    this.#wire = wire;
  }

  register(target: string, handler: (comm: Comm, data: unknown) => void): void {
    this.#targets.set(target, handler);
    this.#wire.register(target);
  }

  open(target: string, data: unknown = {}): Comm {
    const id = randomUUID();
    this.#wire.send({ type: "comm_open", id, target, data });
    return this.#enter(id, target);
  }

  /** What the page has done. */
  hear(event: CommEvent): void {
    const handlers = this.#open.get(event.id);
    switch (event.type) {
      case "comm_open":
        this.#welcome(event.id, event.target, event.data);
        return;
      case "comm_msg":
        handlers?.onMessage(event.data);
        return;
      case "comm_close":
        this.#open.delete(event.id);
        handlers?.onClose(event.data);
        return;
    }
  }

  /** A comm whose handler fails is of no use to the page. */
  #welcome(id: string, target: string, data: unknown): void {
    const comm = this.#enter(id, target);
    try {
      this.#targets.get(target)?.(comm, data);
    } catch (error) {
      comm.close();
      throw error;
    }
  }

  #enter(id: string, target: string): Comm {
    const handlers: Handlers = { onMessage: () => undefined, onClose: () => undefined };
    this.#open.set(id, handlers);
    return {
      id,
      target,
      send: (data) => {
        if (!this.#open.has(id)) throw new Error(`The comm for "${target}" is closed.`);
        this.#wire.send({ type: "comm_msg", id, data });
      },
      onMessage: (handler) => {
        handlers.onMessage = handler;
      },
      onClose: (handler) => {
        handlers.onClose = handler;
      },
      close: (data = {}) => {
        if (this.#open.delete(id)) this.#wire.send({ type: "comm_close", id, data });
      },
    };
  }
}
