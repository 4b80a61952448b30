import { MessageSetSpace } from "./engine/message-set-space.ts";
import { Search } from "./engine/search.ts";
import { stay } from "./engine/trace.ts";
import type { Limits } from "./model.ts";
import type { Ending } from "./report.ts";

/**
 * An algorithm as Lamport specifies one in TLA+: processes with a little memory, and one set of all
 * messages ever sent, from which nothing is removed. Anybody may look at the whole set.
 *
 * More abstract than a {@link Model}: no network, no addressees, and who leads needs no process of its own.
 * All of it is plain data.
 */
export interface MessageSetSpec<Process, Message> {
  readonly name: string;
  /** What each process remembers at first. */
  readonly processes: readonly Process[];
  /** What a process may do about a message in the set; null if it may do nothing. */
  react(process: Process, message: Message, index: number): Reaction<Process, Message> | null;
  /** The messages that may be sent because of what the set holds, by whom does not matter; each is a step. */
  say(messages: readonly Message[]): readonly Message[];
  /** What must hold of every set that can come about: what is wrong in one sentence, or null. */
  readonly properties: readonly {
    readonly name: string;
    violation(messages: readonly Message[]): string | null;
  }[];
}

export interface Reaction<Process, Message> {
  readonly process: Process;
  readonly send: readonly Message[];
}

export type MessageSetStep<Message> =
  | { readonly kind: "react"; readonly process: number; readonly message: Message }
  | { readonly kind: "say"; readonly message: Message };

export interface MessageSetReport<Message> {
  /** Different states reached, the initial one included. */
  readonly states: number;
  /** As in {@link Report}. */
  readonly generated: number;
  /** As in {@link Report}: 1 if there is only the initial one. */
  readonly depth: number;
  readonly ended: Ending;
  readonly violation: {
    readonly property: string;
    readonly problem: string;
    readonly script: readonly MessageSetStep<Message>[];
  } | null;
  readonly bytes: number;
}

/** A search under way; to be driven like an {@link Explorer}. */
export interface MessageSetExplorer<Message> {
  /** Expands up to so many more states. True if there is still something to do. */
  advance(states: number): boolean;
  /** What has been found so far. */
  report(): MessageSetReport<Message>;
}

/** Begins a search; nothing is expanded until it is told to advance. */
export function messageSetExplorer<Process, Message>(
  spec: MessageSetSpec<Process, Message>,
  limits: Limits = {},
): MessageSetExplorer<Message> {
  const space = new MessageSetSpace(spec);
  let broken: { readonly property: string; readonly problem: string; readonly state: number } | null = null;
  const search = new Search(space, limits, {
    isExpanded(vector, length, state) {
      const messages = space.messages(vector, length);
      for (const property of spec.properties) {
        const problem = property.violation(messages);
        if (problem === null || broken !== null) continue;
        broken = { property: property.name, problem, state };
        search.ended = "violation";
      }
    },
  });
  return {
    advance: (states) => search.advance(states),
    report() {
      search.settle();
      const { states, depth, ended, bytes, generated } = search;
      return { states, generated, depth, ended, bytes, violation: broken && withScript(search, broken) };
    },
  };
}

/** Explores all states of the specification, nearest first. */
export function exploreMessageSet<Process, Message>(
  spec: MessageSetSpec<Process, Message>,
  limits: Limits = {},
): MessageSetReport<Message> {
  const search = messageSetExplorer(spec, limits);
  while (search.advance(10_000));
  return search.report();
}

function withScript<Message>(
  search: Search<MessageSetStep<Message>>,
  {
    property,
    problem,
    state,
  }: { readonly property: string; readonly problem: string; readonly state: number },
): MessageSetReport<Message>["violation"] {
  return { property, problem, script: search.scriptTo(stay(state)) };
}
