import { formatDuration } from "../../core/index.ts";
import type { BarrierSpan } from "./barriers.ts";
import { barrierRow, type Plan } from "./plan.ts";
import { element, fitText, group, line, text, tip } from "./svg.ts";
import { nameSome } from "../words.ts";
import type { View } from "./view.ts";

const islandHeight = 20;

/** Each partition: a tinted stretch with its label above, and on the lanes the islands it made. */
export function drawBarriers(barriers: readonly BarrierSpan[], plan: Plan, view: View): string {
  return group(
    "",
    barriers.map((barrier, index) => drawBarrier(barrier, index, plan, view)),
  );
}

function drawBarrier(barrier: BarrierSpan, index: number, plan: Plan, view: View): string {
  const { scale, top, bottom, right } = plan;
  const x1 = scale.x(Math.max(barrier.from, view.range.from));
  const x2 = barrier.healed ? scale.x(Math.min(barrier.to, view.range.to)) : right;
  const width = Math.max(2, x2 - x1);
  const shown = new Set(view.nodes);
  const islands = barrier.groups.flatMap((members, order) =>
    members
      .filter((node) => shown.has(node))
      .map((node) =>
        element("rect", {
          class: order % 2 === 0 ? "island" : "island odd",
          x: x1,
          y: plan.laneOf(node) - islandHeight / 2,
          width,
          height: islandHeight,
          rx: 4,
        }),
      ),
  );
  // Labels of barriers in force at once stand in rows of their own; one near the right edge ends there.
  const words = fitText(
    barrier.oneWay ? `${barrier.label} (one way)` : barrier.label,
    11,
    right - plan.left - 20,
  );
  const atRight = x1 + words.length * 6.2 + 8 > right;
  const label = text("label fault halo", atRight ? right - 4 : x1 + 4, top + 13 + barrierRow * index, words, {
    "text-anchor": atRight ? "end" : "start",
  });
  return element("g", {}, [
    tip(tellBarrier(barrier, view)),
    element("rect", { class: "band", x: x1, y: top, width, height: bottom - top }),
    line("edge", x1, top, x1, bottom),
    barrier.healed ? line("edge", x2, top, x2, bottom) : "",
    ...islands,
    label,
  ]);
}

function tellBarrier({ label, groups, oneWay, from, to, healed }: BarrierSpan, { trace }: View): string {
  const named = groups.map((members) => nameSome(members.map((node) => trace.names[node] ?? String(node))));
  const until = healed ? `to ${formatDuration(to)}` : "and not healed by the end";
  const who = oneWay ? `nothing gets from ${named.join(" to ")}` : named.join(" | ");
  return `${label}\n${who}\nfrom ${formatDuration(from)} ${until}`;
}
