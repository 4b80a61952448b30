import type { MessageSetSpec, MessageSetStep } from "../message-set.ts";
import { Census } from "./census.ts";
import { mix } from "./hash.ts";
import { Interner } from "./interner.ts";
import { PairMap } from "./pair-map.ts";
import type { NumberedStep, Sink, Space } from "./space.ts";

/** What a process does about a message, in numbers. */
interface Outcome {
  readonly process: number;
  readonly send: readonly number[];
}

/** Stands for the slot of all messages in hashes, as in ./candidate.ts. */
const messageSlot = -1;

/**
 * A vector is: a number for each process, then the messages, sorted. What a process does about a message
 * is worked out once.
 */
export class MessageSetSpace<Process, Message> implements Space<MessageSetStep<Message>> {
  readonly census = new Census();
  readonly #spec: MessageSetSpec<Process, Message>;
  readonly #count: number;
  readonly #processes: readonly Interner<Process>[];
  readonly #messages = new Interner<Message>();
  readonly #known: readonly PairMap[];
  readonly #outcomes: (Outcome | null)[] = [];
  #candidate = new Int32Array(64);

  constructor(spec: MessageSetSpec<Process, Message>) {
    this.#spec = spec;
    this.#count = spec.processes.length;
    this.#processes = spec.processes.map(() => new Interner());
    this.#known = spec.processes.map(() => new PairMap());
  }

  get bytes(): number {
    return [...this.#processes, ...this.#known, this.#messages].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  begin(sink: Sink): void {
    const vector = Int32Array.from(this.#spec.processes, (process, index) =>
      this.#processes[index]!.id(process),
    );
    sink.offer(vector, vector.length, this.#hash(vector, vector.length), 0, 0);
  }

  expand(vector: Int32Array, length: number, sink: Sink): void {
    for (let process = 0; process < this.#count; process++) {
      for (let slot = this.#count; slot < length; slot++) {
        const outcome = this.#outcome(process, vector[process]!, vector[slot]!);
        if (outcome !== null) this.#offer(vector, length, process, outcome, vector[slot]!, sink);
      }
    }
    for (const said of this.#spec.say(this.messages(vector, length))) {
      const message = this.#messageId(said);
      const outcome = { process: vector[0]!, send: [message] };
      this.#offer(vector, length, 0, outcome, message, sink, this.#count);
    }
  }

  script(steps: readonly NumberedStep[]): readonly MessageSetStep<Message>[] {
    return steps.map(({ how, what }) => {
      const message = this.#messages.value(what);
      return how < this.#count ? { kind: "react", process: how, message } : { kind: "say", message };
    });
  }

  /** The messages of a state. */
  messages(vector: Int32Array, length: number): readonly Message[] {
    const messages: Message[] = [];
    for (let slot = this.#count; slot < length; slot++) messages.push(this.#messages.value(vector[slot]!));
    return messages;
  }

  #outcome(process: number, state: number, message: number): Outcome | null {
    const known = this.#known[process]!.get(state, message);
    if (known >= 0) return this.#outcomes[known]!;
    const interner = this.#processes[process]!;
    const reaction = this.#spec.react(interner.value(state), this.#messages.value(message), process);
    const outcome = reaction && {
      process: interner.id(reaction.process),
      send: reaction.send.map((sent) => this.#messageId(sent)),
    };
    if (outcome !== null) this.census.count(outcome.process);
    this.#known[process]!.add(state, message, this.#outcomes.push(outcome) - 1);
    return outcome;
  }

  /** A step that leads nowhere else is none. */
  #offer(
    vector: Int32Array,
    length: number,
    process: number,
    outcome: Outcome,
    what: number,
    sink: Sink,
    how = process,
  ): void {
    if (length + outcome.send.length > this.#candidate.length)
      this.#candidate = new Int32Array(2 * length + 64);
    const candidate = this.#candidate;
    candidate.set(vector.subarray(0, length));
    candidate[process] = outcome.process;
    let end = length;
    for (const message of outcome.send) end = this.#insert(end, message);
    if (end === length && outcome.process === vector[process]) return;
    sink.offer(candidate, end, this.#hash(candidate, end), how, what);
  }

  /** The new end of the vector. */
  #insert(end: number, message: number): number {
    const candidate = this.#candidate;
    let place = end;
    while (place > this.#count && candidate[place - 1]! > message) place--;
    if (place > this.#count && candidate[place - 1] === message) return end;
    candidate.copyWithin(place + 1, place, end);
    candidate[place] = message;
    return end + 1;
  }

  #messageId(message: Message): number {
    const id = this.#messages.id(message);
    this.census.count(id);
    return id;
  }

  #hash(vector: Int32Array, length: number): number {
    let hash = 0;
    for (let slot = 0; slot < length; slot++) {
      hash = (hash + mix(slot < this.#count ? slot : messageSlot, vector[slot]!)) | 0;
    }
    return hash;
  }
}
