import { itemsFrom, milliseconds, type NodeId, type Time } from "../../core/index.ts";
import { appliedInOrder, atMostOnce, logAgreement } from "../../properties/index.ts";
import { formatZxid, logEventIn, zab, type Configuration, type Zab } from "../../protocols/zab/index.ts";
import {
  wardLedger,
  type LedgerCommand,
  type LedgerResult,
  type LedgerState,
} from "../../protocols/services/index.ts";
import { simulate, type Network, type Run, type Scheduled, type TraceEvent } from "../../sim/index.ts";
import { committee } from "../bmc/takeover.ts";
import { openFund, order, pay } from "../bmc/ward-log.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";

/** The account book of the wards, kept by Zab. */
export type WardZab = Zab<LedgerState, LedgerCommand, LedgerResult>;

export interface DeposedLeaderOptions extends SeededOptions {
  /**
   * Whether the leader crashes after its proposal: if it does not, it proposes the same command again as a follower of
   * the next leader, in whose epoch it then has another name.
   */
  readonly crashes: boolean;
  /** Other code for some rules of the protocol. */
  readonly rules: NonNullable<Configuration<LedgerState, LedgerCommand, LedgerResult>["rules"]>;
}

export interface DeposedLeaderSummary {
  readonly deposed: string;
  readonly successor: string | null;
  /** The zxid of what the first leader proposed while it was cut off. */
  readonly proposal: string | null;
  /** When it stood no longer on that leader's disk; null if it still does. */
  readonly discardedAt: Time | null;
  /** By ward, what was delivered last, as zxids in order. */
  readonly delivered: readonly (readonly string[])[];
  /** What was broken of all that a replicated log promises; null if nothing was. */
  readonly problem: string | null;
}

/** The moments of the evening, in virtual time. */
export const deposedLeaderMoments = {
  opening: milliseconds(500),
  /** The leader is cut off from all others… */
  flood: milliseconds(700),
  /** …and somebody asks it for a payment, which it proposes to nobody but itself. */
  proposal: milliseconds(720),
  crash: milliseconds(800),
  /** By then the others have another leader, of whom they ask for another payment. */
  succession: milliseconds(1_600),
  ebb: milliseconds(1_800),
  end: milliseconds(2_600),
} as const;

/**
 * A leader is cut off and proposes something that stands on its own disk only. The others elect a new leader, which
 * begins a later epoch; and when the old one comes back to follow it, its history is cut back to the new leader's: what
 * it proposed is discarded, and what was committed meanwhile stands in that place.
 */
export const deposedLeader: Scenario<DeposedLeaderOptions, WardZab, DeposedLeaderSummary> = {
  name: "deposed-leader",
  title: "What a deposed Zab leader proposed is discarded",
  defaults: { seed: 1, crashes: true, rules: {} },
  run(changes = {}) {
    const options = { ...deposedLeader.defaults, ...changes };
    const evening = new Evening(options.crashes);
    const run = simulate<WardZab>({
      protocol: zab({ processes: committee.length, service: wardLedger, rules: options.rules }),
      nodes: committee,
      seed: options.seed,
      network: fiveMilliseconds,
      schedule: evening.story(),
      properties: [logAgreement(logEventIn), appliedInOrder(logEventIn), atMostOnce(logEventIn)],
      observer: evening.observe,
      untilTime: deposedLeaderMoments.end,
    });
    return {
      title: deposedLeader.title,
      trace: run.trace,
      summary: summarise(run, evening),
      groupOf: (node) => committee[node] as string,
      run,
    };
  },
};

const fiveMilliseconds: Network = {
  latency: { kind: "constant", latency: milliseconds(5) },
  loss: 0,
  duplication: 0,
  ordering: "any",
};

/** Follows who leads, for the faults to strike whoever that is. */
class Evening {
  readonly leaders: NodeId[] = [];
  proposal: string | null = null;
  discardedAt: Time | null = null;
  readonly #crashes: boolean;

  constructor(crashes: boolean) {
    this.#crashes = crashes;
  }

  get deposed(): NodeId {
    return this.leaders[0] ?? 0;
  }

  readonly observe = (event: TraceEvent<WardZab>): void => {
    if (event.kind === "send" && event.message.kind === "commit-ld" && this.leaders.at(-1) !== event.node) {
      this.leaders.push(event.node);
    }
    if (event.kind !== "persist" || event.node !== this.deposed) return;
    const zxids = itemsFrom(event.value.log).map(({ item }) => formatZxid(item.zxid));
    if (event.at === deposedLeaderMoments.proposal) this.proposal = zxids.at(-1) ?? null;
    if (this.proposal === null) return;
    if (zxids.includes(this.proposal)) this.discardedAt = null;
    else this.discardedAt ??= event.at;
  };

  *story(): Generator<Scheduled<WardZab>> {
    const { opening, flood, proposal, crash, succession, ebb } = deposedLeaderMoments;
    yield { at: opening, action: { kind: "request", node: 0, request: order(0, openFund(50)) } };
    yield { at: opening + milliseconds(50), action: { kind: "request", node: 1, request: order(1, pay(5)) } };
    const { deposed } = this;
    const others = committee.map((_, node) => node).filter((node) => node !== deposed);
    yield { at: flood, action: { kind: "partition", label: "flood", groups: [[deposed], others] } };
    yield { at: proposal, action: { kind: "request", node: deposed, request: order(2, pay(20)) } };
    if (this.#crashes) yield { at: crash, action: { kind: "crash", node: deposed } };
    yield { at: succession, action: { kind: "request", node: others[0]!, request: order(3, pay(10)) } };
    yield { at: ebb, action: { kind: "heal", label: "flood" } };
    if (this.#crashes) yield { at: ebb, action: { kind: "restart", node: deposed } };
  }
}

function summarise(run: Run<WardZab>, evening: Evening): DeposedLeaderSummary {
  const { leaders, deposed, proposal, discardedAt } = evening;
  const successor = leaders.find((node) => node !== deposed);
  const delivered = committee.map((): string[] => []);
  for (const event of run.trace.events) {
    if (event.kind === "start") delivered[event.node] = [];
    if (event.kind !== "decide" || event.decision.kind !== "delivered") continue;
    delivered[event.node]!.push(formatZxid(event.decision.transaction.zxid));
  }
  return {
    deposed: committee[deposed] as string,
    successor: successor === undefined ? null : (committee[successor] as string),
    proposal,
    discardedAt,
    delivered,
    problem: run.violation?.problem ?? null,
  };
}
