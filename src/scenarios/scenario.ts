import type { NodeId, Vocabulary } from "../core/index.ts";
import type { Run, Trace } from "../sim/index.ts";

/** A named story that anybody can run again: options in, a trace and a summary out. */
export interface Scenario<Options extends SeededOptions, V extends Vocabulary, Summary> {
  /** How it is called on a command line: `bmc-meeting`. */
  readonly name: string;
  /** What it shows, as the title of a figure. */
  readonly title: string;
  readonly defaults: Options;
  /** @param options - what differs from `defaults`. */
  run(options?: Partial<Options>): Story<V, Summary>;
}

export interface SeededOptions {
  readonly seed: number;
}

/** What came of a scenario. */
export interface Story<V extends Vocabulary, Summary> {
  readonly title: string;
  readonly trace: Trace<V>;
  readonly summary: Summary;
  /** The ward of each node, for figures that draw a ward as one lane. */
  readonly groupOf: (node: NodeId) => string;
  readonly run: Run<V>;
}

/** How many messages of each kind were sent, and how many of all were lost on the way. */
export interface MessageCounts {
  readonly sent: Readonly<Record<string, number>>;
  readonly dropped: number;
}

export function countMessages<V extends Vocabulary & { readonly message: { readonly kind: string } }>(
  trace: Trace<V>,
): MessageCounts {
  const sent: Record<string, number> = {};
  let dropped = 0;
  for (const event of trace.events) {
    if (event.kind === "send") sent[event.message.kind] = (sent[event.message.kind] ?? 0) + 1;
    if (event.kind === "drop") dropped++;
  }
  return { sent, dropped };
}
