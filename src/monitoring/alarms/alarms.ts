import TinyQueue from "tinyqueue";
import {
  milliseconds,
  withNode,
  type Duration,
  type NodeId,
  type NodeSet,
  type Time,
  type Vocabulary,
} from "../../core/index.ts";
import type { Trace, TraceEvent } from "../../sim/index.ts";
import type { MonitoringLens } from "../lens.ts";
import { alsoFound, firstFound, type Findings } from "./findings.ts";
import type { AlarmRule } from "./rules.ts";

/** What one node was alarmed about, from when to when. */
export interface Alarm extends Findings {
  readonly rule: string;
  /** The node that noticed. */
  readonly observer: NodeId;
  readonly raisedAt: Time;
  /** Null while it lasts. */
  readonly clearedAt: Time | null;
  readonly why: "the rule is kept again" | "it no longer asks" | null;
}

/** A time in which a node asked others, and so could notice who is silent. */
export interface Watch {
  readonly observer: NodeId;
  readonly from: Time;
  readonly to: Time | null;
}

export interface AlarmReport {
  readonly within: Duration;
  /** By the moments at which they were raised. */
  readonly alarms: readonly Alarm[];
  readonly watches: readonly Watch[];
}

export interface AlarmOptions {
  /**
   * How long an answer may take before its node counts as silent. By default 150 ms, three heartbeats of Multi-Paxos.
   * It must be longer than the time from one question to the next.
   */
  readonly within?: Duration;
}

/** The alarms that the nodes of this run would have raised. */
export function alarmsOf<V extends Vocabulary>(
  { events }: Trace<V>,
  lens: MonitoringLens<V>,
  rules: readonly AlarmRule[],
  options: AlarmOptions = {},
): AlarmReport {
  const post = new AlarmPost(lens, rules, options);
  for (const event of events) post.observe(event);
  return post.report();
}

interface Observer {
  readonly node: NodeId;
  readonly since: Time;
  lastAsked: Time;
  /** Since when it waits for the answer of a node; not there if that has answered all it was asked. */
  readonly waiting: Map<NodeId, Time>;
  silent: NodeSet;
  /** By rule. */
  readonly open: (Alarm | null)[];
}

/** At this moment it is to be seen whether the node has answered, or, if null, whether the observer still asks. */
interface Deadline {
  readonly at: Time;
  readonly observer: Observer;
  readonly node: NodeId | null;
}

/**
 * Notices, for every node that asks others something, who does not answer in time, and applies rules to it. It knows
 * no more than that node: messages sent and delivered there, and a clock.
 *
 * Whoever asks nobody anything, such as the follower of a leader, can notice nothing; nor can a node that was down or
 * stood still, which begins anew.
 */
export class AlarmPost<V extends Vocabulary> {
  readonly #lens: MonitoringLens<V>;
  readonly #rules: readonly AlarmRule[];
  readonly #within: Duration;
  readonly #observers = new Map<NodeId, Observer>();
  readonly #deadlines = new TinyQueue<Deadline>([], (a, b) => a.at - b.at);
  readonly #closed: Alarm[] = [];
  readonly #watches: Watch[] = [];
  #now: Time = 0;

  constructor(
    lens: MonitoringLens<V>,
    rules: readonly AlarmRule[],
    { within = milliseconds(150) }: AlarmOptions = {},
  ) {
    this.#lens = lens;
    this.#rules = rules;
    this.#within = within;
  }

  readonly observe = (event: TraceEvent<V>): void => {
    const { at } = event;
    if (at > this.#now) this.#pass(at);
    if (event.kind === "send") {
      if (event.to !== event.node && this.#lens.part(event.message) === "question") {
        this.#ask(event.node, event.to, at);
      }
    } else if (event.kind === "deliver") {
      if (this.#lens.part(event.message) === "answer") this.#answer(event.node, event.from, at);
    } else if (event.kind === "crash" || event.kind === "pause") {
      const observer = this.#observers.get(event.node);
      if (observer !== undefined) this.#stop(observer, at);
    }
  };

  /** All alarms so far. @param until - a later moment than that of the last event, if the run went on without any. */
  report(until: Time = this.#now): AlarmReport {
    this.#pass(until);
    const observers = [...this.#observers.values()];
    const open = observers.flatMap(({ open }) => open.filter((alarm) => alarm !== null));
    const watches = observers.map(({ node: observer, since: from }) => ({ observer, from, to: null }));
    return {
      within: this.#within,
      alarms: [...this.#closed, ...open].sort((a, b) => a.raisedAt - b.raisedAt),
      watches: [...this.#watches, ...watches].sort((a, b) => a.from - b.from),
    };
  }

  /** Whose time is up before this moment; an answer that comes at the very last one comes in time. */
  #pass(at: Time): void {
    for (;;) {
      const due = this.#deadlines.peek();
      if (due === undefined || due.at >= at) break;
      this.#deadlines.pop();
      const { observer, node } = due;
      if (this.#observers.get(observer.node) !== observer) continue;
      if (node === null) this.#checkAsking(observer, due.at);
      else if (observer.waiting.get(node) === due.at - this.#within) {
        observer.silent = withNode(observer.silent, node);
        this.#judge(observer, due.at);
      }
    }
    this.#now = at;
  }

  #ask(node: NodeId, to: NodeId, at: Time): void {
    let observer = this.#observers.get(node);
    if (observer === undefined) {
      const open = this.#rules.map(() => null);
      observer = { node, since: at, lastAsked: at, waiting: new Map(), silent: [], open };
      this.#observers.set(node, observer);
      this.#deadlines.push({ at: at + this.#within, observer, node: null });
    }
    observer.lastAsked = at;
    if (observer.waiting.has(to)) return;
    observer.waiting.set(to, at);
    this.#deadlines.push({ at: at + this.#within, observer, node: to });
  }

  #answer(node: NodeId, from: NodeId, at: Time): void {
    const observer = this.#observers.get(node);
    if (observer === undefined) return;
    observer.waiting.delete(from);
    if (!observer.silent.includes(from)) return;
    observer.silent = observer.silent.filter((other) => other !== from);
    this.#judge(observer, at);
  }

  #checkAsking(observer: Observer, at: Time): void {
    const until = observer.lastAsked + this.#within;
    if (until > at) this.#deadlines.push({ at: until, observer, node: null });
    else this.#stop(observer, at);
  }

  #judge({ node: observer, silent, open }: Observer, at: Time): void {
    const responsive = this.#lens.quorums.acceptors.filter((node) => !silent.includes(node));
    for (const [index, rule] of this.#rules.entries()) {
      const alarm = open[index] ?? null;
      const finding = rule.finding(responsive);
      if (finding !== null) {
        open[index] =
          alarm === null
            ? { ...raised, ...firstFound(finding, at), rule: rule.name, observer, raisedAt: at }
            : alsoFound(alarm, finding, at);
      } else if (alarm !== null) {
        open[index] = null;
        this.#closed.push({ ...alarm, clearedAt: at, why: "the rule is kept again" });
      }
    }
  }

  #stop(observer: Observer, at: Time): void {
    this.#observers.delete(observer.node);
    this.#watches.push({ observer: observer.node, from: observer.since, to: at });
    for (const alarm of observer.open) {
      if (alarm !== null) this.#closed.push({ ...alarm, clearedAt: at, why: "it no longer asks" });
    }
  }
}

const raised = { clearedAt: null, why: null };
