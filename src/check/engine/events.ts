import type { Input, NodeId, Vocabulary } from "../../core/index.ts";
import type { Census } from "./census.ts";
import { Interner } from "./interner.ts";

/** Something that can happen to one node, without what its disk holds. */
export type Event<V extends Vocabulary> =
  | { readonly kind: "message"; readonly node: NodeId; readonly from: NodeId; readonly message: V["message"] }
  | { readonly kind: "timer"; readonly node: NodeId; readonly timer: V["timer"] }
  | { readonly kind: "request"; readonly node: NodeId; readonly request: V["request"] }
  | { readonly kind: "restart"; readonly node: NodeId; readonly disk: "kept" | "lost" };

/** Numbers events; messages in flight are events that wait. */
export class Events<V extends Vocabulary> {
  readonly #interner = new Interner<Event<V>>();
  readonly #nodes: number;
  readonly #census: Census;
  /** The node of each event. */
  readonly node: number[] = [];
  /** For messages, sender and receiver as one number. */
  readonly link: number[] = [];

  constructor(nodes: number, census: Census) {
    this.#nodes = nodes;
    this.#census = census;
  }

  get bytes(): number {
    return this.#interner.bytes;
  }

  id(event: Event<V>): number {
    const id = this.#interner.id(event);
    if (id === this.node.length) {
      this.#census.count(id);
      this.node.push(event.node);
      this.link.push(event.kind === "message" ? event.from * this.#nodes + event.node : -1);
    }
    return id;
  }

  isRestart(id: number): boolean {
    return this.value(id).kind === "restart";
  }

  value(id: number): Event<V> {
    return this.#interner.value(id);
  }

  /** What the node's code is told. */
  input(id: number, disk: V["persisted"] | null): Input<V> {
    const event = this.value(id);
    switch (event.kind) {
      case "message":
        return { kind: "message", from: event.from, message: event.message };
      case "timer":
        return { kind: "timer", timer: event.timer };
      case "request":
        return { kind: "request", request: event.request };
      case "restart":
        return { kind: "start", persisted: event.disk === "kept" ? disk : null };
    }
  }
}
