import type { MessageSetSpec } from "../../check/index.ts";

/** Lamport's names, as in his Paxos.tla: phases 1a, 1b, 2a and 2b; `bal`, `mbal`, `mval`, `val`, `acc`. */
type Message =
  | { readonly type: "1a"; readonly bal: number }
  | {
      readonly type: "1b";
      readonly acc: number;
      readonly bal: number;
      readonly mbal: number;
      readonly mval: string | null;
    }
  | { readonly type: "2a"; readonly bal: number; readonly val: string }
  | { readonly type: "2b"; readonly acc: number; readonly bal: number; readonly val: string };

interface Acceptor {
  readonly maxBal: number;
  readonly maxVBal: number;
  readonly maxVal: string | null;
}

/**
 * Paxos as Lamport specifies it, with a set of messages and leaders that are nothing but a right to speak:
 * whoever leads ballot `b` may send its 2a when a quorum's 1b are in the set.
 *
 * Published numbers of states: for 3 acceptors and 2 values, 3,921 with the ballots 0 and 1; 185,369 with 0, 1
 * and 2.
 */
export function messageSetPaxos(options: {
  readonly acceptors: number;
  readonly values: readonly string[];
  /** The highest ballot; the lowest is 0. */
  readonly highestBallot: number;
  /** How many 1b a leader waits for. By default a majority; with fewer, it is wrong. */
  readonly phase1Quorum?: number;
}): MessageSetSpec<Acceptor, Message> {
  const { acceptors, values, highestBallot } = options;
  const ballots = Array.from({ length: highestBallot + 1 }, (_, ballot) => ballot);
  const quorum = Math.floor(acceptors / 2) + 1;
  const { phase1Quorum = quorum } = options;
  return {
    name: "Paxos with a set of messages",
    processes: Array.from({ length: acceptors }, () => ({ maxBal: -1, maxVBal: -1, maxVal: null })),
    react,
    say: (messages) => [
      ...ballots.map((bal): Message => ({ type: "1a", bal })),
      ...ballots.flatMap((bal) => proposals(messages, bal, values, phase1Quorum)),
    ],
    properties: [{ name: "one value is chosen", violation: (messages) => severalChosen(messages, quorum) }],
  };
}

/** Phases 1b and 2b. */
function react(
  acceptor: Acceptor,
  message: Message,
  acc: number,
): ReturnType<MessageSetSpec<Acceptor, Message>["react"]> {
  const { maxBal, maxVBal: mbal, maxVal: mval } = acceptor;
  if (message.type === "1a" && message.bal > maxBal) {
    const { bal } = message;
    return { process: { ...acceptor, maxBal: bal }, send: [{ type: "1b", acc, bal, mbal, mval }] };
  }
  if (message.type === "2a" && message.bal >= maxBal) {
    const { bal, val } = message;
    return { process: { maxBal: bal, maxVBal: bal, maxVal: val }, send: [{ type: "2b", acc, bal, val }] };
  }
  return null;
}

/** Phase 2a of a ballot: any value that is safe by what some quorum says in its 1b. */
function proposals(
  messages: readonly Message[],
  bal: number,
  values: readonly string[],
  quorum: number,
): readonly Message[] {
  if (messages.some((message) => message.type === "2a" && message.bal === bal)) return [];
  const said = messages.filter((message) => message.type === "1b").filter((promise) => promise.bal === bal);
  const safe = new Set(subsetsOf(said, quorum).flatMap((promises) => safeValues(promises, values)));
  return [...safe].map((val) => ({ type: "2a", bal, val }));
}

type Promise = Extract<Message, { type: "1b" }>;

/** The value reported with the highest ballot, or any if none is. */
function safeValues(promises: readonly Promise[], values: readonly string[]): readonly string[] {
  const highest = promises.reduce((best, promise) => (promise.mbal > best.mbal ? promise : best));
  return highest.mval === null ? values : [highest.mval];
}

/** All sets of `size` items. An acceptor sends one 1b a ballot, so a set of messages is one of acceptors. */
function subsetsOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) =>
    subsetsOf(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]),
  );
}

function severalChosen(messages: readonly Message[], quorum: number): string | null {
  const votes = messages.filter((message) => message.type === "2b");
  const isChosen = ({ bal, val }: (typeof votes)[number]): boolean =>
    votes.filter((other) => other.bal === bal && other.val === val).length >= quorum;
  const chosen = new Set(votes.filter(isChosen).map(({ val }) => val));
  return chosen.size > 1 ? `${[...chosen].join(" and ")} are both chosen` : null;
}
