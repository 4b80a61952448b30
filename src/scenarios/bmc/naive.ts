import { milliseconds, minutes, nodes, seconds, type Time, type Vocabulary } from "../../core/index.ts";
import { firstCome, plainMajority, type NaiveVote } from "../../protocols/naive-votes/index.ts";
import { twoPhaseCommit, type TwoPhaseCommit } from "../../protocols/two-phase-commit/index.ts";
import { simulate, type Run, type Scheduled, type Setup } from "../../sim/index.ts";
import {
  countMessages,
  type MessageCounts,
  type Scenario,
  type SeededOptions,
  type Story,
} from "../scenario.ts";
import { monsoonNetwork } from "./meeting.ts";
import { drains, pumps } from "./proposals.ts";
import { committee } from "./takeover.ts";
import { corporatorNames, corporators, corporatorsOf, representativeOf, wardOf, type Ward } from "./wards.ts";

/** How a vote ended. */
export interface VoteSummary {
  /** How many nodes decided each value. More than one line is a broken agreement. */
  readonly decided: Readonly<Record<string, number>>;
  readonly undecided: number;
  readonly messages: MessageCounts;
}

const medianLatency = milliseconds(80);
const patience = seconds(2);

/** Two proposals at once, and everybody goes with the one that arrives first. */
export const naiveFirstCome: Scenario<SeededOptions, NaiveVote<string>, VoteSummary> = {
  name: "naive-first-come",
  title: "First come, first served: the corporation decides two things at once",
  defaults: { seed: 1 },
  run({ seed = naiveFirstCome.defaults.seed } = {}) {
    return assembly(naiveFirstCome.title, {
      protocol: firstCome(corporators),
      seed,
      schedule: [propose("Kurla", 0, drains), propose("Dadar", 0, pumps)],
    });
  },
};

export interface PlainMajorityScenarioOptions extends SeededOptions {
  /** Whether a proposer without a majority may ask again, and everybody vote anew. */
  readonly askAgain: boolean;
}

/**
 * A majority of votes, and nothing else. With votes for good, Bandra's ten missing voters and a split
 * vote leave neither side with 114. With `askAgain`, Bandra's representative wins, is cut off before
 * anybody hears of it, and the others decide otherwise.
 */
export const naiveMajority: Scenario<PlainMajorityScenarioOptions, NaiveVote<string>, VoteSummary> = {
  name: "naive-majority",
  title: "Plain majority: stuck for ever, or two results",
  defaults: { seed: 4, askAgain: false },
  run(changes = {}) {
    const { seed, askAgain } = { ...naiveMajority.defaults, ...changes };
    const protocol = plainMajority<string>({
      everyone: corporators,
      askAgainAfter: askAgain ? patience : null,
    });
    if (!askAgain) {
      const schedule = [cutOff("Bandra", 0), propose("Kurla", 1, drains), propose("Dadar", 1, pumps)];
      return assembly("Plain majority, one vote each: nobody reaches 114", { protocol, seed, schedule });
    }
    return assembly("Plain majority, asked again: two results", {
      protocol,
      seed,
      // Dadar asks a little later, so most vote for Bandra first; Bandra's result then reaches nobody.
      schedule: [propose("Bandra", 0, drains), propose("Dadar", milliseconds(40), pumps)],
      crashBefore: [
        {
          node: representativeOf("Bandra"),
          effect: (effect) => effect.kind === "send" && effect.message.kind === "result",
        },
      ],
    });
  },
};

export interface TwoPhaseCommitScenarioOptions extends SeededOptions {
  /** When the dead coordinator comes back; null for never. */
  readonly returnsAt: Time | null;
}

/** The coordinator dies after all have voted yes, and before it tells anybody the outcome. */
export const naiveTwoPhaseCommit: Scenario<
  TwoPhaseCommitScenarioOptions,
  TwoPhaseCommit<string>,
  VoteSummary
> = {
  name: "naive-two-phase-commit",
  title: "Two-phase commit: the coordinator dies, and everybody waits",
  defaults: { seed: 3, returnsAt: null },
  run(changes = {}) {
    const { seed, returnsAt } = { ...naiveTwoPhaseCommit.defaults, ...changes };
    const participants = nodes(committee.length);
    const restart: readonly Scheduled<TwoPhaseCommit<string>>[] =
      returnsAt === null ? [] : [{ at: returnsAt, action: { kind: "restart", node: 0 } }];
    const run = simulate<TwoPhaseCommit<string>>({
      protocol: twoPhaseCommit({ coordinator: 0, participants, patience: milliseconds(50) }),
      nodes: committee,
      seed,
      network: {
        latency: { kind: "uniform", min: milliseconds(5), max: milliseconds(15) },
        loss: 0,
        duplication: 0,
        ordering: "any",
      },
      schedule: [
        { at: 0, action: { kind: "request", node: 0, request: { kind: "propose", value: drains } } },
        ...restart,
      ],
      crashBefore: [
        { node: 0, effect: (effect) => effect.kind === "send" && effect.message.kind === "commit" },
      ],
      untilTime: (returnsAt ?? 0) + milliseconds(300),
    });
    return story(
      naiveTwoPhaseCommit.title,
      run,
      (node) => committee[node] as string,
      ({ outcome, value }) => (outcome === "commit" ? value : `aborted: ${value}`),
    );
  },
};

function assembly(
  title: string,
  setup: Pick<Setup<NaiveVote<string>>, "protocol" | "seed" | "schedule" | "crashBefore">,
): Story<NaiveVote<string>, VoteSummary> {
  const run = simulate<NaiveVote<string>>({
    ...setup,
    nodes: corporatorNames,
    network: monsoonNetwork({ medianLatency, loss: 0 }),
    untilTime: minutes(1),
  });
  return story(title, run, wardOf, ({ value }) => value);
}

function story<V extends Vocabulary & { readonly message: { readonly kind: string } }>(
  title: string,
  run: Run<V>,
  groupOf: (node: number) => string,
  name: (decision: V["decision"]) => string,
): Story<V, VoteSummary> {
  const decided: Record<string, number> = {};
  for (const { decision } of run.decisions) decided[name(decision)] = (decided[name(decision)] ?? 0) + 1;
  const deciders = new Set(run.decisions.map(({ node }) => node));
  return {
    title,
    trace: run.trace,
    summary: {
      decided,
      undecided: run.trace.names.length - deciders.size,
      messages: countMessages(run.trace),
    },
    groupOf,
    run,
  };
}

function propose(ward: Ward, at: Time, value: string): Scheduled<NaiveVote<string>> {
  return {
    at,
    action: { kind: "request", node: representativeOf(ward), request: { kind: "propose", value } },
  };
}

function cutOff(ward: Ward, at: Time): Scheduled<NaiveVote<string>> {
  const inside = corporatorsOf(ward);
  const outside = corporators.filter((corporator) => !inside.includes(corporator));
  return { at, action: { kind: "partition", label: `${ward} cut off`, groups: [inside, outside] } };
}
