import {
  milliseconds,
  nodes as nodesOf,
  seconds,
  type Duration,
  type NodeId,
  type Time,
} from "../../core/index.ts";
import { Meter, type Metrics } from "../../monitoring/index.ts";
import { simulate } from "../../sim/index.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { Clients, inOrder, type Moment } from "./clients.ts";
import { tallySystem, type Tally } from "./tally.ts";

export interface FlappingOptions extends SeededOptions {
  readonly nodes: number;
  /** Whether nodes that hear from a leader deny their promise to others. */
  readonly isSticky: boolean;
  /** For so long one node hears nothing, yet is heard; then everything for as long; and so on. */
  readonly deafFor: Duration;
  readonly hearsFor: Duration;
  readonly rate: number;
  readonly endsAt: Time;
  readonly trace: "full" | "off";
}

export interface FlappingSummary {
  /** A node that did not lead when it began. */
  readonly flapper: NodeId;
  readonly changesPerMinute: number;
  /** Share of the time, from 0 to 1, in which nobody led. */
  readonly shareWithoutLeader: number;
  readonly longestSilence: Duration;
  readonly asked: number;
  readonly answered: number;
  readonly problem: string | null;
  readonly metrics: Metrics;
}

/**
 * A bad cable: one node goes deaf in one direction, takes its leader for dead and campaigns again and again, at ever
 * higher ballots, for its own messages get through. (Ongaro's thesis, section 4.2.3, on servers that disrupt.)
 */
export const flappingNode: Scenario<FlappingOptions, Tally, FlappingSummary> = {
  name: "flapping-node",
  title: "A node with a bad cable campaigns again and again",
  defaults: {
    seed: 1,
    nodes: 5,
    isSticky: true,
    deafFor: seconds(2),
    hearsFor: seconds(2),
    rate: 50,
    endsAt: seconds(62),
    trace: "full",
  },
  run(changes = {}) {
    const options = { ...flappingNode.defaults, ...changes };
    const { seed, nodes, isSticky, endsAt, trace } = options;
    const { protocol, properties, lens, sessions } = tallySystem({ nodes, isSticky });
    const clients = new Clients<Tally>(nodes, sessions);
    const meter = new Meter<Tally>(lens);
    const cable = new Cable(options, meter);
    const run = simulate<Tally>({
      protocol,
      nodes,
      seed,
      schedule: inOrder([...clients.asking(options.rate, begins, endsAt - seconds(1)), ...cable.story()]),
      properties,
      trace,
      observer: (event) => {
        meter.observe(event);
        clients.observe(event);
      },
      untilTime: endsAt,
      untilSteps: Infinity,
    });
    const metrics = meter.metrics(endsAt);
    return {
      title: flappingNode.title,
      trace: run.trace,
      summary: {
        flapper: cable.flapper,
        problem: run.violation?.problem ?? null,
        ...summarise(metrics, endsAt - begins),
      },
      groupOf: (node) => `node ${node}`,
      run,
    };
  },
};

const begins: Time = seconds(1);

/** The cable of a node that does not lead when it first fails. */
class Cable {
  flapper: NodeId = 0;
  readonly #options: FlappingOptions;
  readonly #meter: Meter<Tally>;

  constructor(options: FlappingOptions, meter: Meter<Tally>) {
    this.#options = options;
    this.#meter = meter;
  }

  story(): readonly Moment<Tally>[] {
    const { deafFor, hearsFor, endsAt } = this.#options;
    const period = deafFor + hearsFor;
    const times = Math.ceil((endsAt - begins) / period);
    return Array.from({ length: times }, (_, nth) => begins + nth * period + milliseconds(10)).flatMap(
      (at, nth): readonly Moment<Tally>[] => [
        { at, happens: () => [this.#fail(nth)] },
        { at: at + deafFor, happens: () => [{ kind: "heal", label: "bad cable" }] },
      ],
    );
  }

  #fail(nth: number): { kind: "cut"; label: string; from: readonly NodeId[]; to: readonly NodeId[] } {
    if (nth === 0) this.flapper = this.#meter.leader === 0 ? 1 : 0;
    const others = nodesOf(this.#options.nodes).filter((node) => node !== this.flapper);
    return { kind: "cut", label: "bad cable", from: others, to: [this.flapper] };
  }
}

function summarise(metrics: Metrics, watched: Duration): Omit<FlappingSummary, "flapper" | "problem"> {
  const { proposals, leaders, answers } = metrics;
  const changes = leaders.reigns.filter(({ from }) => from > begins).length;
  const silence = answers.longestSilence;
  return {
    changesPerMinute: (changes * seconds(60)) / watched,
    shareWithoutLeader: leaders.timeWithout / watched,
    longestSilence: silence === null ? 0 : silence.to - silence.from,
    asked: proposals.asked,
    answered: proposals.succeeded,
    metrics,
  };
}
