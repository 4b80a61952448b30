import {
  milliseconds,
  sameBallot,
  type Ballot,
  type Duration,
  type NodeId,
  type Time,
  type Vocabulary,
} from "../../core/index.ts";
import type { Trace, TraceEvent } from "../../sim/index.ts";
import type { MonitoringLens } from "../lens.ts";
import { reachedAt } from "../reached.ts";
import { Answers, type AnswerMetrics } from "./answers.ts";
import { Leaders, type LeaderMetrics } from "./leaders.ts";
import { Messages, type MessageMetrics } from "./messages.ts";
import { Proposals, type ProposalMetrics } from "./proposals.ts";

/** What there is to know of a run as a whole, as plain data. */
export interface Metrics {
  readonly until: Time;
  readonly proposals: ProposalMetrics;
  readonly leaders: LeaderMetrics;
  readonly messages: MessageMetrics;
  readonly answers: AnswerMetrics;
}

export interface MeterOptions {
  /** How long a window of {@link AnswerMetrics} is. By default 50 ms. */
  readonly window?: Duration;
}

/** The metrics of a trace that was kept. */
export function measure<V extends Vocabulary>(
  { events }: Trace<V>,
  lens: MonitoringLens<V>,
  options: MeterOptions = {},
): Metrics {
  const meter = new Meter(lens, options);
  for (const event of events) meter.observe(event);
  return meter.metrics();
}

/**
 * Takes the metrics of a run, event by event, in constant time each. To watch a run whose trace is not kept, give its
 * `observe` to the simulator as observer.
 */
export class Meter<V extends Vocabulary> {
  readonly #lens: MonitoringLens<V>;
  readonly #proposals = new Proposals();
  readonly #leaders = new Leaders();
  readonly #messages = new Messages();
  readonly #answers: Answers;
  readonly #campaigns = new Map<NodeId, Ballot>();
  #now: Time = 0;
  /** The timer whose ringing the current step answers. */
  #cause: V["timer"] | null = null;

  constructor(lens: MonitoringLens<V>, { window = milliseconds(50) }: MeterOptions = {}) {
    if (!(window >= 1)) throw new RangeError(`window is a duration of at least 1 µs; got ${window}.`);
    this.#lens = lens;
    this.#answers = new Answers(window);
  }

  readonly observe = (event: TraceEvent<V>): void => {
    const lens = this.#lens;
    this.#now = event.at;
    switch (event.kind) {
      case "send":
        return this.#send(event.node, event.message);
      case "deliver":
        this.#cause = null;
        return this.#messages.count(lens.kind(event.message), "delivered");
      case "drop":
        return this.#messages.count(lens.kind(event.message), "dropped");
      case "request": {
        this.#cause = null;
        const proposal = lens.asked(event.request, event.node);
        if (proposal !== null) this.#proposals.ask(proposal, reachedAt(event));
        return;
      }
      case "decide": {
        const outcome = lens.settled(event.decision, event.node);
        if (outcome === null) return;
        if (this.#proposals.settle(outcome, event.at).turn === "succeeded") this.#answers.answer(event.at);
        return;
      }
      case "timer":
        this.#cause = event.timer;
        return;
      case "set-timer":
        if (lens.isFollowersTimer(event.timer)) this.#leaders.resign(event.node, "stepped down", event.at);
        return;
      case "crash":
        this.#leaders.resign(event.node, "crashed", event.at);
        return;
      case "start":
        this.#cause = null;
        return;
      case "persist":
      case "cancel-timer":
      case "pause":
      case "resume":
      case "partition":
      case "cut":
      case "heal":
        return;
    }
  };

  /** Who leads now, as far as anybody could know. */
  get leader(): NodeId | null {
    return this.#leaders.current?.node ?? null;
  }

  /** The metrics so far. @param until - a later moment than that of the last event, if the run went on without any. */
  metrics(until: Time = this.#now): Metrics {
    return {
      until,
      proposals: this.#proposals.metrics(),
      leaders: this.#leaders.metrics(until),
      messages: this.#messages.metrics(),
      answers: this.#answers.metrics(),
    };
  }

  #send(node: NodeId, message: V["message"]): void {
    const lens = this.#lens;
    const messages = this.#messages;
    messages.count(lens.kind(message), "sent");
    if (this.#cause !== null && lens.isRepeat(message, this.#cause)) messages.repeated++;
    const ballot = lens.leads(message);
    if (ballot !== null) this.#leaders.lead(node, ballot, this.#now);
    const campaign = lens.campaign(message);
    if (campaign === null) return;
    const known = this.#campaigns.get(node);
    if (known !== undefined && sameBallot(known, campaign)) return;
    this.#campaigns.set(node, campaign);
    messages.campaigns++;
  }
}
