import {
  broadcast,
  majority,
  nodes,
  seconds,
  unchanged,
  type Protocol,
  type Service,
  type Vocabulary,
} from "../src/core/index.ts";
import { multiPaxos, type MultiPaxos } from "../src/protocols/multi-paxos/index.ts";
import { at, simulate, type Scheduled } from "../src/sim/index.ts";

export interface Load {
  readonly commands: number;
  /** How many commands come in a virtual second. */
  readonly rate: number;
  readonly batch: number;
  readonly window: number;
}

export interface Outcome {
  readonly steps: number;
  readonly slots: number | undefined;
  readonly executed: number | undefined;
  readonly answers: number;
}

type V = MultiPaxos<number, number, number>;

const counter: Service<number, number, number> = {
  name: "counter",
  initial: 0,
  apply: (sum, more) => ({ state: sum + more, result: sum + more }),
};

const begin = seconds(1);

/**
 * One simulation that keeps neither trace nor decisions, and makes its requests as it goes.
 *
 * @param onAnswer - hears of every answer how many there are by then.
 */
export function runLog(
  { commands, rate, batch, window }: Load,
  onAnswer: (answers: number) => void,
): Outcome {
  let answers = 0;
  const { states, steps } = simulate<V>({
    protocol: multiPaxos({ quorums: majority(nodes(5)), service: counter, batch: { size: batch }, window }),
    nodes: 5,
    seed: 1,
    schedule: requests(commands, rate),
    trace: "off",
    decisions: "off",
    observer: (event) => {
      if (event.kind === "decide" && event.decision.kind === "answered") onAnswer(++answers);
    },
    untilSteps: Infinity,
    untilTime: begin + Math.floor((commands * 1e6) / rate) + seconds(1),
  });
  return { steps, slots: states[0]?.replica.next, executed: states[0]?.replica.service, answers };
}

function* requests(commands: number, rate: number): Generator<Scheduled<V>> {
  const clients = 20_000;
  for (let nth = 0; nth < commands; nth++) {
    const [client, sequence] = [nth % clients, Math.floor(nth / clients)];
    const request = { kind: "execute" as const, client, sequence, command: 1 };
    yield at(begin + Math.floor((nth * 1e6) / rate), { kind: "request", node: client % 5, request });
  }
}

interface Bare extends Vocabulary {
  readonly state: null;
  readonly message: "question" | "answer";
  readonly request: "ask";
}

/** The least that a protocol can do: one node asks all others, and they answer. */
const bare: Protocol<Bare> = {
  name: "bare",
  initial: () => null,
  step(state, input, { self }) {
    if (input.kind === "request") {
      const others = nodes(5).filter((node) => node !== self);
      return { state, effects: broadcast(others, "question" as const) };
    }
    if (input.kind !== "message" || input.message === "answer") return unchanged(state);
    return { state, effects: [{ kind: "send", to: input.from, message: "answer" }] };
  },
};

/** @returns how many steps its nodes took. */
export function bareSteps(questions: number): number {
  function* asks(): Generator<Scheduled<Bare>> {
    for (let nth = 0; nth < questions; nth++) {
      yield at(100 * nth, { kind: "request", node: nth % 5, request: "ask" });
    }
  }
  return simulate<Bare>({
    protocol: bare,
    nodes: 5,
    seed: 1,
    schedule: asks(),
    trace: "off",
    decisions: "off",
    untilSteps: Infinity,
  }).steps;
}
