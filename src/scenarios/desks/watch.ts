import type { Duration, NodeId } from "../../core/index.ts";
import { DurationHistogram, type Distribution } from "../../monitoring/index.ts";
import type { Batch, Command, DeskDecision, Desks } from "../../protocols/desks/index.ts";
import type { TraceEvent } from "../../sim/index.ts";

/** A batch whose slot is decided. */
export interface Settled {
  readonly desk: NodeId;
  readonly slot: number;
  readonly mine: Batch;
  readonly chosen: Batch;
}

export interface DeskSummary {
  readonly asked: number;
  /** Commands that stand in the log of whoever has applied most. */
  readonly executed: number;
  /** Asked, and nowhere in the log at the end. */
  readonly lost: readonly Pick<Command, "client" | "number">[];
  /** In the log a second time. */
  readonly doubled: readonly Command[];
  /** In the log after a later command of the same client. */
  readonly overtaken: readonly Command[];
  /** Slots applied, and of these how many with something in them. */
  readonly slots: number;
  readonly batches: number;
  readonly settled: readonly Settled[];
  /** From asking until the answer. */
  readonly latency: Distribution;
  /** From asking until it was first proposed, the longest. */
  readonly longestWait: Duration;
}

/** Sees what becomes of every command. */
export class DeskWatch {
  #asked: Pick<Command, "client" | "number">[] = [];
  /** By node, the batches that it has applied, slot by slot. */
  readonly #logs: Batch[][] = [];
  readonly #settled: Settled[] = [];
  readonly #proposed = new Set<string>();
  readonly #latencies = new DurationHistogram();
  #longestWait = 0;

  see(event: TraceEvent<Desks>): void {
    if (event.kind === "request") this.#asked.push(event.request);
    if (event.kind === "decide") this.#hear(event.node, event.at, event.decision);
  }

  #hear(node: NodeId, at: number, decision: DeskDecision): void {
    switch (decision.kind) {
      case "proposed":
        for (const command of decision.batch.commands) {
          if (this.#proposed.has(nameOf(command))) continue;
          this.#proposed.add(nameOf(command));
          this.#longestWait = Math.max(this.#longestWait, at - command.askedAt);
        }
        return;
      case "settled":
        this.#settled.push({ desk: node, slot: decision.slot, mine: decision.mine, chosen: decision.chosen });
        return;
      case "applied":
        (this.#logs[node] ??= []).push(decision.batch);
        return;
      case "answered":
        return this.#latencies.record(at - decision.askedAt);
    }
  }

  summary(): DeskSummary {
    const logs = this.#logs.filter((log) => log !== undefined);
    const log = logs.toSorted((a, b) => b.length - a.length)[0] ?? [];
    const commands = log.flatMap((batch) => batch.commands);
    const names = new Set(commands.map(nameOf));
    return {
      asked: this.#asked.length,
      executed: names.size,
      lost: this.#asked.filter((command) => !names.has(nameOf(command))),
      doubled: doubledIn(commands),
      overtaken: overtakenIn(commands),
      slots: log.length,
      batches: log.filter((batch) => batch.commands.length > 0).length,
      settled: this.#settled,
      latency: this.#latencies.distribution(),
      longestWait: this.#longestWait,
    };
  }
}

const nameOf = ({ client, number }: Pick<Command, "client" | "number">): string => `${client}.${number}`;

function doubledIn(commands: readonly Command[]): readonly Command[] {
  const seen = new Set<string>();
  return commands.filter((command) => {
    const isAgain = seen.has(nameOf(command));
    seen.add(nameOf(command));
    return isAgain;
  });
}

function overtakenIn(commands: readonly Command[]): readonly Command[] {
  const last = new Map<number, number>();
  return commands.filter(({ client, number }) => {
    const before = last.get(client) ?? -1;
    last.set(client, Math.max(before, number));
    return number < before;
  });
}
