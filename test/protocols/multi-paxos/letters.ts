import {
  majority,
  nodes,
  type Ballot,
  type Input,
  type NodeId,
  type Protocol,
  type Service,
  type Transition,
} from "../../../src/core/index.ts";
import {
  formatMembership,
  multiPaxos,
  type Configuration,
  type Message,
  type MultiPaxos,
  type SlotProposal,
} from "../../../src/protocols/multi-paxos/index.ts";

/** Commands are letters, and the service is the text they make. */
export type Letters = MultiPaxos<string, string, string>;

const letters: Service<string, string, string> = {
  name: "letters",
  initial: "",
  apply: (text, letter) => ({ state: text + letter, result: text + letter }),
};

export const lettersOn = (
  count: number,
  options: Partial<Configuration<string, string, string>> = {},
): Protocol<Letters> => multiPaxos({ quorums: majority(nodes(count)), service: letters, ...options });

export const ballot = (round: number, node: NodeId): Ballot => ({ round, node });

/** The letter as client 0 to 25 asks for it, the first time that it asks for anything. */
export const wish = (letter: string) => ({
  client: letter.charCodeAt(0) - "a".charCodeAt(0),
  sequence: 0,
  command: letter,
});

export const ask = (letter: string): Input<Letters> => ({
  kind: "request",
  request: { kind: "execute", ...wish(letter) },
});

export const commands = (...letters: readonly string[]) => ({
  kind: "commands" as const,
  commands: letters.map(wish),
});

export const proposal = (slot: number, at: Ballot, letter: string): SlotProposal<string> => ({
  slot,
  ballot: at,
  value: commands(letter),
});

/** What happens to node 0, one thing after the other, and what it does about the last of them. */
export function after(
  protocol: Protocol<Letters>,
  ...inputs: readonly Input<Letters>[]
): Transition<Letters> {
  let last: Transition<Letters> = { state: protocol.initial(0), effects: [] };
  for (const input of inputs) last = protocol.step(last.state, input, { self: 0, now: 0 });
  return last;
}

export const start: Input<Letters> = { kind: "start", persisted: null };
export const ring = (timer: Letters["timer"]): Input<Letters> => ({ kind: "timer", timer });
export const hear = (from: NodeId, message: Message<string, string, string>): Input<Letters> => ({
  kind: "message",
  from,
  message,
});

/** Node 0 campaigns at ballot 1.0: nobody has led before. */
export const campaign: readonly Input<Letters>[] = [start, ring("election"), ring("election")];

export const promise = (
  from: NodeId,
  accepted: readonly SlotProposal<string>[] = [],
  chosenBelow = 0,
): Input<Letters> =>
  hear(from, { kind: "promise", ballot: ballot(1, 0), chosenBelow, accepted, snapshot: null });

export const accept = (at: Ballot, slot: number, letter: string, chosenBelow = 0): Input<Letters> =>
  hear(at.node, { kind: "accept", ...proposal(slot, at, letter), chosenBelow });

export const accepted = (from: NodeId, slot: number): Input<Letters> =>
  hear(from, { kind: "accepted", ballot: ballot(1, 0), slot });

/** What it says to one node. */
export const toldTo = (node: NodeId, { effects }: Transition<Letters>) =>
  effects.flatMap((effect) => (effect.kind === "send" && effect.to === node ? [effect.message] : []));

/** What it announces, in short: `0: a`, `→ ab` for an answer, `lease → ab` for one past the log. */
export const decisions = ({ effects }: Transition<Letters>): readonly string[] =>
  effects.flatMap((effect) => {
    if (effect.kind !== "decide") return [];
    const { decision } = effect;
    switch (decision.kind) {
      case "applied":
        return [`${decision.slot}: ${decision.executed.map(({ command }) => command).join("") || "-"}`];
      case "restored":
        return [`${decision.slot} restored: ${decision.state}`];
      case "reconfigured":
        return [`${formatMembership(decision.membership)} from ${decision.from}`];
      case "answered":
        return [`→ ${decision.result}`];
      case "read":
        return [`${decision.by} → ${decision.result}`];
    }
  });
