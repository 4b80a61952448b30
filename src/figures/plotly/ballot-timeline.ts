import { formatBallot, formatDuration, type Time } from "../../core/index.ts";
import type { Trace } from "../../sim/trace.ts";
import type { PlotlyFigure } from "../figure.ts";
import { okabeIto } from "../palette.ts";
import { paxosRoles, roleOf, type MessageRoles } from "../phases.ts";
import { unitFor } from "../time-units.ts";
import { ballotOf, count, kindOf } from "../words.ts";
import { chart } from "./chart.ts";

/** From when to when each ballot was in its first and second phase: how a duel looks from afar. */
export function ballotTimeline(
  trace: Trace,
  options: { readonly title?: string; readonly roles?: MessageRoles } = {},
): PlotlyFigure {
  const ballots = ballotsOf(trace, options.roles ?? paxosRoles);
  const unit = unitFor(
    Math.max(1, ...ballots.map(({ phase1, phase2 }) => Math.max(phase1?.to ?? 0, phase2?.to ?? 0))),
  );
  const label = ({ name, proposer }: BallotSpan): string => `${name} ${proposer}`;
  const bars = (phase: "phase1" | "phase2", words: string, color: string, pattern: string) => {
    const present = ballots.filter((ballot) => ballot[phase] !== null);
    const spans = present.map((ballot) => ballot[phase] as Span);
    return {
      type: "bar" as const,
      orientation: "h" as const,
      name: words,
      y: present.map(label),
      base: spans.map(({ from }) => from / unit.size),
      x: spans.map(({ from, to }) => Math.max(to - from, 1) / unit.size),
      marker: {
        color,
        pattern: { fillmode: "overlay" as const, shape: pattern, fgcolor: "rgba(255,255,255,0.6)", size: 6 },
      },
      text: spans.map(({ from, to }) => `${formatDuration(from)} to ${formatDuration(to)}`),
      textposition: "none" as const,
      hovertemplate: `%{y}: ${words}<br>%{text}<extra></extra>`,
    };
  };
  const reached = ballots.filter(({ phase2 }) => phase2 !== null).length;
  return chart({
    title: options.title ?? "How long each ballot lived, and how far it came",
    alt: `Bars over virtual time, one a ballot: ${count(ballots.length, "ballot")}, of which ${reached} came to phase 2.`,
    data: [
      bars("phase1", "phase 1 (prepare, promise)", okabeIto.blue, ""),
      bars("phase2", "phase 2 (accept, accepted)", okabeIto.vermillion, "/"),
    ],
    xTitle: `virtual time (${unit.name})`,
    yTitle: "ballot",
    layout: {
      barmode: "overlay",
      yaxis: { autorange: "reversed", type: "category" },
      height: Math.min(900, 170 + 30 * ballots.length),
    },
  });
}

interface Span {
  from: Time;
  to: Time;
}

interface BallotSpan {
  readonly name: string;
  readonly proposer: string;
  phase1: Span | null;
  phase2: Span | null;
}

function ballotsOf({ events, names }: Trace, roles: MessageRoles): readonly BallotSpan[] {
  const ballots = new Map<string, BallotSpan>();
  for (const event of events) {
    if (event.kind !== "send" && event.kind !== "deliver") continue;
    const { phase } = roleOf(kindOf(event.message), roles);
    const ballot = ballotOf(event.message);
    if (ballot === null || (phase !== "phase1" && phase !== "phase2")) continue;
    const name = formatBallot(ballot);
    const span = ballots.get(name) ?? {
      name,
      proposer: names[ballot.node] ?? "",
      phase1: null,
      phase2: null,
    };
    ballots.set(name, span);
    span[phase] = { from: span[phase]?.from ?? event.at, to: event.at };
  }
  return [...ballots.values()];
}
