import { formatBallot, formatDuration, type Vocabulary } from "../../core/index.ts";
import type { TraceEvent } from "../../sim/index.ts";
import type { MonitoringLens, Proposal } from "../lens.ts";
import { Leaders } from "../metrics/leaders.ts";
import { Proposals } from "../metrics/proposals.ts";
import { reachedAt } from "../reached.ts";
import type { Entry } from "./levels.ts";
import { QuorumProgress } from "./quorum-progress.ts";

/** Says of each event what a log has to say of it, in the terms of the lens. */
export class LogTeller<V extends Vocabulary> {
  readonly #lens: MonitoringLens<V>;
  readonly #proposals = new Proposals();
  readonly #leaders = new Leaders();
  readonly #progress: QuorumProgress;
  readonly #campaigns = new Map<number, string>();
  readonly #crashed = new Set<number>();

  constructor(lens: MonitoringLens<V>) {
    this.#lens = lens;
    this.#progress = new QuorumProgress(lens);
  }

  entries(event: TraceEvent<V>): readonly Entry[] {
    switch (event.kind) {
      case "request":
        return this.#request(event);
      case "decide":
        return this.#decision(event);
      case "send":
        return this.#send(event);
      case "deliver":
        return this.#delivery(event);
      case "set-timer":
        if (!this.#lens.isFollowersTimer(event.timer)) return [];
        return this.#resignation(event.node, "stepped down", event.at);
      case "start":
        if (!this.#crashed.delete(event.node)) return [];
        return [{ severity: "info", event: "restart", msg: "starts again after a crash" }];
      case "crash":
        this.#crashed.add(event.node);
        return [
          ...this.#resignation(event.node, "crashed", event.at),
          { severity: "error", event: "crash", msg: "crashes" },
        ];
      case "pause":
        return [{ severity: "warn", event: "pause", msg: "stands still" }];
      case "resume":
        return [{ severity: "info", event: "resume", msg: "goes on" }];
      case "drop": {
        const kind = this.#lens.kind(event.message);
        return [
          {
            severity: "debug",
            event: "message lost",
            msg: `its ${kind} to node ${event.to} is lost (${event.why})`,
          },
        ];
      }
      case "partition":
        return [{ severity: "warn", event: "partition", msg: `splits: ${event.label}` }];
      case "cut":
        return [{ severity: "warn", event: "cut", msg: `carries nothing one way: ${event.label}` }];
      case "heal":
        return [{ severity: "info", event: "heal", msg: `is mended: ${event.label}` }];
      case "timer":
      case "persist":
      case "cancel-timer":
        return [];
    }
  }

  #request(event: TraceEvent<V> & { kind: "request" }): readonly Entry[] {
    const { request, node } = event;
    const proposal = this.#lens.asked(request, node);
    if (proposal === null) return [];
    const { turn, gaveUp } = this.#proposals.ask(proposal, reachedAt(event));
    const asked: Entry = {
      severity: "debug",
      event: turn,
      ...nameOf(proposal),
      msg: `is ${turn} for ${say(proposal)}`,
    };
    if (gaveUp === null) return [asked];
    const msg = `the client gives up ${say(gaveUp)}, which nobody has answered`;
    return [{ severity: "warn", event: "given up", ...nameOf(gaveUp), msg }, asked];
  }

  #decision({ decision, node, at }: TraceEvent<V> & { kind: "decide" }): readonly Entry[] {
    const outcome = this.#lens.settled(decision, node);
    if (outcome === null) return [];
    const { turn, took } = this.#proposals.settle(outcome, at);
    if (turn === "nothing") return [];
    const how = turn === "succeeded" ? "is decided" : "has failed: another value is chosen";
    return [
      {
        severity: turn === "succeeded" ? "debug" : "warn",
        event: turn,
        ...nameOf(outcome),
        took: took / 1_000,
        msg: `${say(outcome)} ${how}, after ${formatDuration(took)}`,
      },
    ];
  }

  #send({ node, message, at }: TraceEvent<V> & { kind: "send" }): readonly Entry[] {
    const led = this.#lens.leads(message);
    if (led !== null && this.#leaders.lead(node, led, at)) {
      const ballot = formatBallot(led);
      return [{ severity: "info", event: "leads", ballot, msg: `leads ballot ${ballot}` }];
    }
    const campaign = this.#lens.campaign(message);
    if (campaign === null) return [];
    const ballot = formatBallot(campaign);
    if (this.#campaigns.get(node) === ballot) return [];
    this.#campaigns.set(node, ballot);
    return [{ severity: "info", event: "campaigns", phase: 1, ballot, msg: `prepares ballot ${ballot}` }];
  }

  #delivery({ node, from, message }: TraceEvent<V> & { kind: "deliver" }): readonly Entry[] {
    const refusal = this.#lens.refusal(message);
    if (refusal !== null) {
      const [ballot, promised] = [formatBallot(refusal.ballot), formatBallot(refusal.promised)];
      const msg = `ballot ${ballot} is refused by node ${from}, which has promised ${promised}`;
      return [{ severity: "warn", event: "refused", ballot, from, msg }];
    }
    const vote = this.#lens.vote(message);
    const progress = vote && this.#progress.count(node, from, vote);
    if (vote === null || progress === null) return [];
    const { got, needs, isNews } = progress;
    const ballot = formatBallot(vote.ballot);
    const what = vote.phase === 1 ? "promises" : "accepted";
    const where = vote.slot === null ? `ballot ${ballot}` : `slot ${vote.slot} at ballot ${ballot}`;
    const slot = vote.slot === null ? {} : { slot: vote.slot };
    const told = { phase: vote.phase, ballot, ...slot, from, got, needs };
    return isNews
      ? [{ severity: "debug", event: "quorum", ...told, msg: `got ${got} ${what} for ${where}: a quorum` }]
      : [
          {
            severity: "debug",
            event: "vote",
            ...told,
            msg: `got ${got} ${what} for ${where}, needs ${needs}`,
          },
        ];
  }

  #resignation(node: number, how: "crashed" | "stepped down", at: number): readonly Entry[] {
    const reign = this.#leaders.resign(node, how, at);
    if (reign === null) return [];
    const ballot = formatBallot(reign.ballot);
    const took = (at - reign.from) / 1_000;
    const msg = `no longer leads ballot ${ballot}, after ${formatDuration(at - reign.from)}`;
    return [{ severity: "warn", event: how === "crashed" ? "leader lost" : "steps down", ballot, took, msg }];
  }
}

const nameOf = ({ session, sequence }: Proposal) => ({ session, sequence });

const say = ({ session, sequence }: Proposal): string => `proposal ${sequence} of session ${session}`;
