import type { Time } from "../../core/index.ts";
import type { Plan } from "./plan.ts";
import type { Progress } from "./progress.ts";
import { element, group, line, round } from "./svg.ts";

/** Nodes that share a lane. */
export interface Ward {
  readonly name: string;
  readonly nodes: readonly number[];
}

/** How many of a group have promised, accepted and know the decision, as areas that grow with time. */
export function drawProgress(ward: Ward, progress: Progress | undefined, plan: Plan, height: number): string {
  const base = plan.laneOf(ward.nodes[0] ?? 0);
  const curve = (className: string, times: readonly Time[], filled: boolean): string => {
    const d = stairs(times, ward.nodes.length, base, height, plan);
    if (d === "") return "";
    const outline = `${d}V${round(base)}Z`;
    // Paper first, so that areas one upon another do not mix their colours.
    const area = filled
      ? [element("path", { class: "paper", d: outline }), element("path", { class: "area", d: outline })]
      : [];
    return element("g", { class: className }, [...area, element("path", { class: "rim", d })]);
  };
  return group("", [
    line("lane", plan.left, base, plan.right, base),
    curve("phase1", progress?.promised ?? [], true),
    curve("phase2", progress?.accepted ?? [], true),
    curve("decision", progress?.decided ?? [], false),
  ]);
}

/** A line that climbs by one step at each of the times; steps within a pixel are one. */
function stairs(
  times: readonly Time[],
  total: number,
  base: number,
  height: number,
  { scale, right }: Plan,
): string {
  if (times.length === 0) return "";
  let [d, at] = ["", NaN];
  times.forEach((time, index) => {
    const x = Math.round(scale.x(time));
    const y = round(base - (height * (index + 1)) / total);
    if (d === "") d = `M${x} ${round(base)}V${y}`;
    else if (x === at) d = d.slice(0, d.lastIndexOf("V")) + `V${y}`;
    else d += `H${x}V${y}`;
    at = x;
  });
  return `${d}H${round(right)}`;
}
