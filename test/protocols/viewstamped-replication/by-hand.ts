import type { Effect, NodeId, Protocol } from "../../../src/core/index.ts";
import type { Letters } from "./letters.ts";

type Kind = Letters["message"]["kind"];

interface Letter {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly message: Letters["message"];
}

/** Three replicas and what is on its way between them: the test says what happens next. */
export class ByHand {
  readonly #protocol: Protocol<Letters>;
  readonly #states: Letters["state"][] = [];
  readonly #disks: (Letters["persisted"] | null)[] = [null, null, null];
  readonly #inFlight: Letter[] = [];
  /** By replica, what it has executed since it started. */
  readonly executed: string[] = ["", "", ""];

  constructor(protocol: Protocol<Letters>) {
    this.#protocol = protocol;
    for (const node of [0, 1, 2]) this.restart(node);
  }

  /** The replica comes back, at once, with what is on its disk. */
  restart(node: NodeId): void {
    this.#states[node] = this.#protocol.initial(node);
    this.executed[node] = "";
    this.#take(node, { kind: "start", persisted: this.#disks[node]! });
  }

  losesPatience(node: NodeId): void {
    this.#take(node, { kind: "timer", timer: "view-change" });
  }

  asks(node: NodeId, command: string): void {
    const client = command.charCodeAt(0);
    this.#take(node, { kind: "request", request: { kind: "execute", client, sequence: 0, command } });
  }

  /** The first such message that was sent arrives, and a copy of it may still be on its way. */
  arrives(kind: Kind, from: NodeId, to: NodeId, copy: "no copy" | "a copy stays" = "no copy"): void {
    const place = this.#inFlight.findIndex(
      (sent) => sent.from === from && sent.to === to && sent.message.kind === kind,
    );
    const letter = this.#inFlight[place];
    if (letter === undefined) throw new Error(`No ${kind} is on its way from ${from} to ${to}.`);
    if (copy === "no copy") this.#inFlight.splice(place, 1);
    this.#take(to, { kind: "message", from, message: letter.message });
  }

  /** The replica comes back, asks the two others, and hears from them. */
  recovers(node: NodeId, copies: "no copy" | "a copy stays" = "no copy"): void {
    this.restart(node);
    const others = [0, 1, 2].filter((other) => other !== node);
    for (const other of others) this.arrives("recovery", node, other);
    for (const other of others) this.arrives("recovery-response", other, node, copies);
  }

  statusOf(node: NodeId): string {
    return this.#states[node]!.status.kind;
  }

  #take(node: NodeId, input: Parameters<Protocol<Letters>["step"]>[1]): void {
    const { state, effects } = this.#protocol.step(this.#states[node]!, input, { self: node, now: 0 });
    this.#states[node] = state;
    for (const effect of effects) this.#perform(node, effect);
  }

  #perform(from: NodeId, effect: Effect<Letters>): void {
    if (effect.kind === "persist") this.#disks[from] = effect.value;
    if (effect.kind === "send") this.#inFlight.push({ from, to: effect.to, message: effect.message });
    if (effect.kind === "decide" && effect.decision.kind === "executed") {
      this.executed[from] += effect.decision.operation.command;
    }
  }
}
