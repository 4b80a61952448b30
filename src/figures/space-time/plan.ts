import type { SpaceTimeOptions } from "./options.ts";
import { element, textWidth } from "./svg.ts";
import type { TimeScale } from "./time-scale.ts";
import { scaleOf, type View } from "./view.ts";

/** Where the drawing proper lies on the page, and its lanes. */
export interface Plan {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly scale: TimeScale;
  /** The lane of a node, in pixels from the top. */
  readonly laneOf: (node: number) => number;
}

/** Height of a row for the label of a barrier. */
export const barrierRow = 14;

/** The plan of a drawing with a lane for every node, beginning at pixel `below`, under rows for the labels of barriers. */
export function planLanes(view: View, options: SpaceTimeOptions, below: number, labelRows: number): Plan {
  const longest = Math.max(...view.nodes.map((node) => textWidth(view.trace.names[node] ?? "", 12)));
  const left = Math.min(170, longest + 38);
  const right = view.width - 28;
  const gap = laneGap(view.nodes.length);
  const top = below + 6;
  const first = top + 36 + barrierRow * Math.max(0, labelRows - 1);
  const lanes = new Map(view.nodes.map((node, row) => [node, first + gap * row]));
  // Room for marks at the very ends of the lanes.
  const scale = scaleOf(view, options, { left: left + 14, right: right - 14 });
  const bottom = first + gap * (view.nodes.length - 1) + 34;
  return { left, right, top, bottom, scale, laneOf: (node) => lanes.get(node) ?? first };
}

const laneGap = (lanes: number): number => (lanes <= 3 ? 108 : lanes <= 5 ? 84 : lanes <= 9 ? 64 : 44);

/** Cuts off what lies outside; a nested SVG does so without an id that another figure might use too. */
export function clip(
  { left, right, top, bottom }: Omit<Plan, "laneOf" | "scale">,
  content: readonly string[],
): string {
  const [width, height] = [right - left, bottom - top];
  return element(
    "svg",
    { x: left, y: top, width, height, viewBox: `${left} ${top} ${width} ${height}` },
    content,
  );
}
