import {
  milliseconds,
  type Duration,
  type Effect,
  type Input,
  type NodeId,
  type Protocol,
  type ScriptAction,
  type Time,
  type Vocabulary,
} from "../../core/index.ts";

/** The virtual time between two actions of the script. */
export const pace: Duration = milliseconds(10);

interface InFlight<V extends Vocabulary> {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly message: V["message"];
}

/**
 * Writes scripts: says who talks to whom, and takes down the messages that they turn out to say. What it does not have
 * delivered stays under way.
 */
export class Director<V extends Vocabulary> {
  readonly script: ScriptAction<V>[] = [];
  readonly #protocol: Protocol<V>;
  readonly #states: V["state"][];
  readonly #disks: (V["persisted"] | null)[];
  #inFlight: readonly InFlight<V>[] = [];

  constructor(protocol: Protocol<V>, count: number) {
    this.#protocol = protocol;
    this.#states = Array.from({ length: count }, (_, node) => protocol.initial(node));
    this.#disks = this.#states.map(() => null);
    for (let node = 0; node < count; node++) this.#step(node, { kind: "start", persisted: null });
  }

  /** When the last action so far happens. */
  get now(): Time {
    return this.script.length * pace;
  }

  state(node: NodeId): V["state"] {
    return this.#states[node];
  }

  ring(node: NodeId, timer: V["timer"]): void {
    this.script.push({ kind: "timer", node, timer });
    this.#step(node, { kind: "timer", timer });
  }

  ask(node: NodeId, request: V["request"]): void {
    this.script.push({ kind: "request", node, request });
    this.#step(node, { kind: "request", request });
  }

  /** Nobody hears any more of what it has said, or it of what others have. */
  crash(node: NodeId): void {
    for (const lost of this.#inFlight.filter(({ from, to }) => from === node || to === node)) {
      this.script.push({ kind: "drop", ...lost });
    }
    this.#inFlight = this.#inFlight.filter(({ from, to }) => from !== node && to !== node);
    this.script.push({ kind: "crash", node });
  }

  restart(node: NodeId): void {
    this.script.push({ kind: "restart", node, disk: "kept" });
    this.#states[node] = this.#protocol.initial(node);
    this.#step(node, { kind: "start", persisted: this.#disks[node] ?? null });
  }

  /** The two talk to each other, until neither has anything to say: at most so many messages. */
  converse(one: NodeId, other: NodeId, most = 100): void {
    const isBetween = ({ from, to }: InFlight<V>): boolean =>
      (from === one && to === other) || (from === other && to === one);
    for (let count = 0; count < most; count++) {
      const next = this.#inFlight.find(isBetween);
      if (next === undefined) return;
      this.#inFlight = this.#inFlight.filter((sent) => sent !== next);
      this.script.push({ kind: "deliver", ...next });
      this.#step(next.to, { kind: "message", from: next.from, message: next.message });
    }
  }

  #step(node: NodeId, input: Input<V>): void {
    const { state, effects } = this.#protocol.step(this.state(node), input, { self: node, now: 0 });
    this.#states[node] = state;
    for (const effect of effects) this.#note(node, effect);
  }

  #note(node: NodeId, effect: Effect<V>): void {
    if (effect.kind === "persist") this.#disks[node] = effect.value;
    if (effect.kind === "send") {
      const { to, message } = effect;
      this.#inFlight = [...this.#inFlight, { from: node, to, message }];
    }
  }
}
