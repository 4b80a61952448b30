import { mix } from "./hash.ts";
import { field, recordSize, type Records } from "./records.ts";
import type { Listeners } from "./listeners.ts";
import type { Liveness } from "./liveness.ts";
import type { NetworkModel } from "../model.ts";

/** Stands for the slot of all messages in hashes: which of them comes first says nothing. */
const messageSlot = -1;

/**
 * A successor under construction.
 *
 * A vector is: a number for each host, one for what observers remember, one for what is left of
 * requests and faults, then the messages in flight, sorted (on a fifo network by link, then in the order
 * sent). The hash follows the changes.
 */
export class Candidate {
  vector = new Int32Array(256);
  length = 0;
  hash = 0;
  readonly #records: Records;
  readonly #link: readonly number[];
  readonly #kind: NetworkModel["kind"];
  /** Where the messages begin. */
  readonly #base: number;

  constructor(records: Records, link: readonly number[], kind: NetworkModel["kind"], nodes: number) {
    this.#records = records;
    this.#link = link;
    this.#kind = kind;
    this.#base = nodes + 2;
  }

  /** The hash of a whole vector. */
  hashOf(vector: Int32Array, length: number): number {
    const base = this.#base;
    let hash = 0;
    for (let slot = 0; slot < base; slot++) hash = (hash + mix(slot, vector[slot]!)) | 0;
    if (this.#kind === "fifo") {
      for (let slot = base; slot < length; slot++) hash = (hash + mix(slot, vector[slot]!)) | 0;
    } else {
      for (let slot = base; slot < length; slot++) hash = (hash + mix(messageSlot, vector[slot]!)) | 0;
    }
    return hash;
  }

  /** Starts from a copy of `from`, without the message at `removed` (none if -1) and with what `record` sends. */
  build(from: Int32Array, length: number, hash: number, removed: number, record: number): void {
    const sentCount = record < 0 ? 0 : this.#records.cells[recordSize * record + field.sentCount]!;
    if (length + sentCount > this.vector.length) this.vector = new Int32Array(2 * (length + sentCount));
    this.hash = hash;
    for (let slot = 0; slot < this.#base; slot++) this.vector[slot] = from[slot]!;
    if (sentCount === 0) this.#copyMessages(from, length, removed);
    else if (this.#kind === "fifo") this.#append(from, length, removed, record);
    else this.#merge(from, length, removed, record);
    if (removed >= 0) this.hash = (this.hash - mix(messageSlot, from[removed]!)) | 0;
  }

  set(slot: number, id: number): void {
    const before = this.vector[slot]!;
    if (before === id) return;
    this.hash = (this.hash - mix(slot, before) + mix(slot, id)) | 0;
    this.vector[slot] = id;
  }

  /** Forgets the messages that can mean nothing to their receivers any more. */
  dropDead(liveness: Liveness, node: readonly number[], { isListener }: Listeners): void {
    const { vector } = this;
    let to = this.#base;
    for (let index = this.#base; index < this.length; index++) {
      const message = vector[index]!;
      const receiver = node[message]!;
      const isKept = isListener[receiver]! || liveness.isAlive(vector[receiver]!, message);
      if (isKept) vector[to++] = message;
      else this.hash = (this.hash - mix(messageSlot, message)) | 0;
    }
    this.length = to;
  }

  /** Forgets all nodes but the listeners, and the messages to them. */
  keepListeners({ isListener, forgotten }: Listeners, node: readonly number[]): void {
    const { vector } = this;
    for (const [slot, host] of forgotten.entries()) if (!isListener[slot]!) this.set(slot, host);
    let to = this.#base;
    for (let index = this.#base; index < this.length; index++) {
      const message = vector[index]!;
      if (isListener[node[message]!]!) vector[to++] = message;
      else this.hash = (this.hash - mix(messageSlot, message)) | 0;
    }
    this.length = to;
  }

  /** On a fifo network the place of a message counts, so its hash is taken at the end. */
  finish(): void {
    if (this.#kind === "fifo") this.hash = this.hashOf(this.vector, this.length);
  }

  #copyMessages(from: Int32Array, length: number, removed: number): void {
    const { vector } = this;
    let to = this.#base;
    for (let index = this.#base; index < length; index++) {
      if (index !== removed) vector[to++] = from[index]!;
    }
    this.length = to;
  }

  /** Two sorted lists into one; in a message set, what is there already is not added. */
  #merge(from: Int32Array, length: number, removed: number, record: number): void {
    const { vector } = this;
    const { sent, cells } = this.#records;
    const isSet = this.#kind === "set";
    let next = cells[recordSize * record + field.sentAt]!;
    const end = next + cells[recordSize * record + field.sentCount]!;
    let to = this.#base;
    let index = this.#base;
    while (next < end) {
      const message = sent[next]!;
      if (index === removed) index++;
      else if (index < length && from[index]! <= message) vector[to++] = from[index++]!;
      else {
        next++;
        if (isSet && to > this.#base && vector[to - 1] === message) continue;
        vector[to++] = message;
        this.hash = (this.hash + mix(messageSlot, message)) | 0;
      }
    }
    for (; index < length; index++) {
      if (index !== removed) vector[to++] = from[index]!;
    }
    this.length = to;
  }

  /** Each message sent goes behind the last of its link. */
  #append(from: Int32Array, length: number, removed: number, record: number): void {
    this.#copyMessages(from, length, removed);
    const { vector } = this;
    const { sent, cells } = this.#records;
    const begin = cells[recordSize * record + field.sentAt]!;
    const end = begin + cells[recordSize * record + field.sentCount]!;
    for (let next = begin; next < end; next++) {
      const message = sent[next]!;
      const link = this.#link[message]!;
      let place = this.length;
      for (; place > this.#base && this.#link[vector[place - 1]!]! > link; place--) {
        vector[place] = vector[place - 1]!;
      }
      vector[place] = message;
      this.length++;
    }
  }
}
