import type { Flight } from "../flights.ts";
import { inProtocolOrder, roleOf, type MessageRoles } from "../phases.ts";
import { drawCross, drawHead } from "./arrows.ts";
import type { LegendEntry } from "./canvas.ts";
import { drawSign, markClass, type Mark, type MarkKind } from "./marks.ts";
import { element, line } from "./svg.ts";

const markWords: Readonly<Record<MarkKind, string>> = {
  request: "request",
  decide: "decision",
  timer: "timer",
  persist: "write to disk",
  crash: "crash",
  restart: "restart",
  pause: "pause",
  resume: "goes on",
};

/** What is in the diagram, and nothing else. */
export function legendOf(
  flights: readonly Flight[],
  marks: readonly Mark[],
  roles: MessageRoles,
): readonly LegendEntry[] {
  const kinds = inProtocolOrder(new Set(flights.map(({ kind }) => kind)), roles);
  const entries: LegendEntry[] = kinds.map((kind) => ({ sample: messageSample(kind, roles), words: kind }));
  if (flights.some(({ end }) => end.kind === "dropped")) {
    entries.push({ sample: line("lane", 6, 0, 24, 0) + drawCross(24, 0), words: "lost on its way" });
  }
  const markKinds = (Object.keys(markWords) as MarkKind[]).filter((kind) =>
    marks.some((mark) => mark.kind === kind),
  );
  return [...entries, ...markKinds.map((kind) => ({ sample: markSample(kind), words: markWords[kind] }))];
}

function messageSample(kind: string, roles: MessageRoles): string {
  const { phase, part } = roleOf(kind, roles);
  const className = `m ${phase}${part === "answer" ? " answer" : ""}`;
  return element("g", { class: className }, line("line", 2, 0, 32, 0) + drawHead(2, 0, 32, 0));
}

function markSample(kind: MarkKind): string {
  return element("g", { class: `mark ${markClass[kind]}` }, drawSign(kind, 24, kind === "request" ? 4 : 0));
}
