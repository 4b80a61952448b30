import type { Time } from "../../core/index.ts";
import { roleOf, type MessageRoles } from "../phases.ts";
import { drawCross } from "./arrows.ts";
import { tellBundle, type Bundle } from "./bundles.ts";
import type { Plan } from "./plan.ts";
import type { Progress } from "./progress.ts";
import { element, group, line, round, text, tip } from "./svg.ts";

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

export interface BundlePlace {
  readonly x: (time: Time) => number;
  readonly y: (ward: string) => number;
  readonly right: number;
  /** The count of the fullest bundle. */
  readonly most: number;
}

/** A band from where and when the messages were sent to where and when they came. */
export function drawBundle(bundle: Bundle, place: BundlePlace, roles: MessageRoles): string {
  const { phase, part } = roleOf(bundle.kind, roles);
  const [y1, y2] = [place.y(bundle.from), place.y(bundle.to)];
  const [sent1, sent2] = [place.x(bundle.sent.min), place.x(bundle.sent.max)];
  const end1 = bundle.ended ? place.x(bundle.ended.min) : place.right;
  const end2 = bundle.ended ? place.x(bundle.ended.max) : place.right;
  const lost = bundle.fate !== "delivered" && bundle.ended !== null;
  const open = bundle.ended === null;
  const yEnd = open ? (y1 + y2) / 2 : lost ? y1 + (y2 - y1) * lossShare(bundle) : y2;
  const weight = Math.sqrt(bundle.count / place.most);
  const inside = bundle.from === bundle.to && !lost && !open;
  const spread = [
    [sent1, y1],
    [sent2, y1],
    [end2, yEnd],
    [end1, yEnd],
  ];
  const spine = inside
    ? ear(sent1, Math.max(end2, sent1 + 8), y1)
    : path([
        [(sent1 + sent2) / 2, y1],
        [(end1 + end2) / 2, yEnd],
      ]);
  return element("g", { class: `m ${phase}${part === "answer" ? " answer" : ""}${lost ? " lost" : ""}` }, [
    tip(tellBundle(bundle)),
    inside ? "" : element("path", { class: "bundle", d: `${path(spread)}Z` }),
    element("path", { class: "line spine", style: `--w:${round(0.7 + 1.8 * weight)}px`, d: spine }),
    element("path", { class: "hit", d: spine }),
    lost ? drawLoss((end1 + end2) / 2, yEnd, bundle.count) : "",
  ]);
}

function drawLoss(x: number, y: number, count: number): string {
  return drawCross(x, y, 3.5) + (count > 1 ? text("tally halo", x + 6, y + 4, String(count)) : "");
}

const path = (points: readonly (readonly number[])[]): string =>
  `M${points.map((point) => point.map(round).join(" ")).join("L")}`;

/** Messages cut off at once end near their sender, others near their receiver. */
const lossShare = ({ sent, ended }: Bundle): number => (ended !== null && ended.max > sent.max ? 0.9 : 0.35);

const ear = (x1: number, x2: number, y: number): string =>
  `M${round(x1)} ${round(y)}Q${round((x1 + x2) / 2)} ${round(y - 16)} ${round(x2)} ${round(y)}`;
