import {
  createRandom,
  majority,
  nodes,
  seconds,
  type Duration,
  type NodeId,
  type Time,
} from "../../core/index.ts";
import { singleDecree, type Roles, type SingleDecree } from "../../protocols/single-decree/index.ts";
import { simulate, type Run, type Scheduled } from "../../sim/index.ts";
import { singleDecreeSafety } from "../safety.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { phase, randomised, type DuelStrategy } from "./strategies.ts";
import { mostRivals, nextDoor, suburbs } from "./suburbs.ts";

export interface DuelOptions extends SeededOptions {
  /** How many propose: 1 to 5. */
  readonly proposers: number;
  readonly strategy: DuelStrategy;
  /** How long after one proposal the next is made; null draws each moment from the first round trip. */
  readonly apart: Duration | null;
  /** What a message takes from one rival to another; to and from anybody else it is 10 ms. */
  readonly near: Duration;
  /** By which share messages may be faster or slower than usual: 0 is a perfectly regular network. */
  readonly jitter: number;
  /** Rivals that die for good, and when: 0 is before they have said anything. */
  readonly deaths: readonly Death[];
  /** A duel that has not ended by then is called undecided. */
  readonly untilTime: Time;
  readonly roles: Partial<Roles<string>>;
  /** `off` keeps no events and checks no properties, for thousands of duels. */
  readonly trace: "full" | "off";
}

export interface Death {
  readonly node: NodeId;
  readonly at: Time;
}

export interface DuelSummary {
  /** From the first proposal until somebody knows a decision; null if nobody does in time. */
  readonly timeToDecide: Duration | null;
  /** The highest round that anybody began: how many times a ballot was topped. */
  readonly rounds: number;
  readonly decided: string | null;
}

/** Several wards want their own plan, at about the same time. Nothing fails. */
export const bmcDuel: Scenario<DuelOptions, SingleDecree<string>, DuelSummary> = {
  name: "bmc-duel",
  title: "Rivals who top each other's ballots",
  defaults: {
    seed: 1,
    proposers: 2,
    strategy: randomised(phase),
    apart: null,
    near: nextDoor,
    jitter: 0,
    deaths: [],
    untilTime: seconds(10),
    roles: {},
    trace: "full",
  },
  run(changes = {}) {
    const options = { ...bmcDuel.defaults, ...changes };
    requireSensible(options);
    const { proposers, strategy, seed, near, jitter, untilTime, roles, trace } = options;
    const { names, network } = suburbs(proposers, jitter, near);
    const quorums = majority(nodes(names.length));
    const { starts, schedule } = proposals(options, names);
    const run = simulate<SingleDecree<string>>({
      protocol: singleDecree<string>({ quorums, roles, retry: strategy.retry }),
      nodes: names,
      seed,
      network,
      schedule,
      properties: trace === "full" ? singleDecreeSafety(quorums) : [],
      untilTime,
      trace,
    });
    return {
      title: `${bmcDuel.title} (seed ${seed})`,
      trace: run.trace,
      summary: summarise(run, Math.min(...starts)),
      groupOf: (node) => names[node] as string,
      run,
    };
  },
};

/** The many-duels form: only what came of each, for the seeds 1, 2, … `count`. */
export function duels(count: number, options: Partial<DuelOptions> = {}): readonly DuelSummary[] {
  return Array.from(
    { length: count },
    (_, index) => bmcDuel.run({ trace: "off", ...options, seed: index + 1 }).summary,
  );
}

function proposals(
  { proposers, strategy, apart, seed, deaths }: DuelOptions,
  names: readonly string[],
): { readonly starts: readonly Time[]; readonly schedule: readonly Scheduled<SingleDecree<string>>[] } {
  const random = createRandom(seed).fork();
  const starts = nodes(proposers).map((rank) =>
    apart === null ? random.integer(0, phase - 1) : rank * apart,
  );
  return {
    starts,
    schedule: [
      ...deaths.map(({ node, at }) => ({ at, action: { kind: "crash" as const, node } })),
      ...starts.map((start, node) => {
        const request = { kind: "propose" as const, value: `${names[node]}'s plan` };
        return { at: start + strategy.holdBack(node), action: { kind: "request" as const, node, request } };
      }),
    ],
  };
}

function summarise({ decisions, states }: Run<SingleDecree<string>>, start: Time): DuelSummary {
  const [first] = decisions;
  return {
    timeToDecide: first === undefined ? null : first.at - start,
    rounds: Math.max(...states.map((state) => state?.proposer.highest?.round ?? 0)),
    decided: first?.decision.value ?? null,
  };
}

function requireSensible({ proposers, apart, jitter, untilTime, deaths }: DuelOptions): void {
  if (!Number.isInteger(proposers) || proposers < 1 || proposers > mostRivals) {
    throw new RangeError(`proposers must be a whole number from 1 to ${mostRivals}; got ${proposers}.`);
  }
  if (!(jitter >= 0 && jitter <= 1)) {
    throw new RangeError(`jitter is a share of a message's usual time, from 0 to 1; got ${jitter}.`);
  }
  if (apart !== null && (!Number.isInteger(apart) || apart < 0)) {
    throw new RangeError(`apart is a whole number of microseconds, such as milliseconds(5); got ${apart}.`);
  }
  if (!(untilTime < Infinity)) {
    throw new RangeError(
      `untilTime must be a moment, or a duel without end would run for ever; got ${untilTime}.`,
    );
  }
  for (const { node } of deaths) {
    if (!nodes(proposers).includes(node)) {
      throw new RangeError(`deaths are of rivals, 0 to ${proposers - 1}; got ${node}.`);
    }
  }
}
