import { groupedBy, type Time } from "../../core/index.ts";
import { barriersOf } from "./barriers.ts";
import { bundlesOf, type Bundle } from "./bundles.ts";
import {
  drawAxis,
  drawBreaks,
  drawCaption,
  drawGrid,
  drawHeading,
  drawPage,
  type LegendEntry,
} from "./canvas.ts";
import { drawBarriers } from "./draw-barriers.ts";
import { drawBundle } from "./draw-bundles.ts";
import { drawProgress, type Ward } from "./draw-groups.ts";
import { drawLabels } from "./draw-labels.ts";
import { legendOf } from "./legend.ts";
import { drawSign, markClass, type Mark } from "./marks.ts";
import type { SpaceTimeOptions } from "./options.ts";
import { clip, type Plan } from "./plan.ts";
import { progressOf } from "./progress.ts";
import { element, fitText, group, text, textWidth, tip } from "./svg.ts";
import { scaleOf, type View } from "./view.ts";

type GroupOf = (node: number) => string;
type ProgressByGroup = ReturnType<typeof progressOf>;

/** More bands than this would be neither legible nor quick; the smallest are then left out, and counted. */
const mostBundles = 900;
/** Messages nearer than this on the page are one band. */
const bundlePixels = 16;

/** Every group of nodes a lane, alike messages between two groups a band. */
export function drawGrouped(view: View, options: SpaceTimeOptions, alt: string, groupOf: GroupOf): string {
  const progress = progressOf(view.trace, groupOf, view.roles);
  const marks = marksForGroups(view, groupOf);
  const seen = { ...view, marks };
  const legend = [...legendOf(view.flights, marks, view.roles), ...progressLegend(progress)];
  const heading = drawHeading({ title: view.title, subtitle: options.subtitle, legend }, view.width);
  const barriers = barriersOf(view.trace, view.range.to);
  const wards = wardsOf(view, groupOf);
  const { plan, height } = planGroups(view, options, wards, heading.bottom + 8 * barriers.length, groupOf);
  const yOf = new Map(wards.map(({ name, nodes }) => [name, plan.laneOf(nodes[0] ?? 0)]));
  const isApart = (earlier: number, later: number): boolean =>
    plan.scale.x(later) - plan.scale.x(earlier) > bundlePixels;
  const { drawn, left } = largest(bundlesOf(view.flights, groupOf, isApart));
  const most = Math.max(1, ...drawn.map((bundle) => bundle.count));
  const place = { x: plan.scale.x, y: (ward: string) => yOf.get(ward) ?? 0, right: plan.right, most };
  const axis = drawAxis(plan.scale, plan.left, plan.right, plan.bottom);
  const caption = drawCaption(captionOf(options.caption, left), axis.bottom, view.width);
  const inside = [
    drawGrid(plan.scale, plan.top, plan.bottom),
    // With many nodes a lane may lie on both sides of a partition: no islands, only the stretch of time.
    drawBarriers(
      barriers.map((barrier) => ({ ...barrier, groups: [] })),
      plan,
      view,
    ),
    ...wards.map((ward) => drawProgress(ward, progress.get(ward.name), plan, height)),
    ...drawn.map((bundle) => drawBundle(bundle, place, view.roles)),
    drawBreaks(plan.scale, [...yOf.values()]),
    drawMarks(marks, plan),
    drawLabels(seen, plan, [], false),
  ];
  return drawPage({
    title: view.title,
    alt,
    width: view.width,
    height: caption.bottom + 8,
    content: [
      heading.svg,
      drawNames(wards, progress, plan, view.range.to),
      clip(plan, inside),
      axis.svg,
      caption.svg,
    ],
  });
}

const swatch = (className: string): string =>
  element("g", { class: className }, [
    element("path", { class: "area", d: "M2 6V-2H18V-6H32V6Z" }),
    element("path", { class: "rim", d: "M2 -2H18V-6H32" }),
  ]);

/** What the areas on the lanes mean, as far as there are any. */
function progressLegend(progress: ProgressByGroup): readonly LegendEntry[] {
  const entries = [
    { step: "promised", sample: swatch("phase1"), words: "share that promised" },
    { step: "accepted", sample: swatch("phase2"), words: "share that accepted" },
    {
      step: "decided",
      sample: element(
        "g",
        { class: "decision" },
        element("path", { class: "rim", d: "M2 6H12V-2H22V-6H32" }),
      ),
      words: "share that knows the decision",
    },
  ] as const;
  return entries.filter(({ step }) => [...progress.values()].some((group) => group[step].length > 0));
}

function wardsOf(view: View, groupOf: GroupOf): readonly Ward[] {
  return [...groupedBy(view.nodes, (node) => groupOf(node))].map(([name, nodes]) => ({ name, nodes }));
}

/** Of decisions only the first in each group, and no timers: with hundreds of nodes they say nothing. */
function marksForGroups(view: View, groupOf: GroupOf): readonly Mark[] {
  const decided = new Set<string>();
  return view.marks
    .filter(({ kind, node, label }) => {
      if (kind === "timer" || kind === "resume" || kind === "persist") return false;
      if (kind !== "decide") return true;
      const news = `${groupOf(node)} ${label}`;
      return label !== "" && !decided.has(news) && decided.add(news);
    })
    .map((mark) => (mark.kind === "decide" ? { ...mark, label: "" } : mark));
}

function largest(bundles: readonly Bundle[]): {
  readonly drawn: readonly Bundle[];
  readonly left: readonly Bundle[];
} {
  if (bundles.length <= mostBundles) return { drawn: bundles, left: [] };
  const bySize = bundles.toSorted((a, b) => b.count - a.count);
  return { drawn: bySize.slice(0, mostBundles), left: bySize.slice(mostBundles) };
}

function captionOf(caption: string | undefined, left: readonly Bundle[]): string | undefined {
  if (left.length === 0) return caption;
  const messages = left.reduce((sum, { count }) => sum + count, 0);
  return [caption, `Not drawn: the ${left.length} smallest of the bands, ${messages} messages.`]
    .filter(Boolean)
    .join(" ");
}

function planGroups(
  view: View,
  options: SpaceTimeOptions,
  wards: readonly Ward[],
  below: number,
  groupOf: GroupOf,
): { readonly plan: Plan; readonly height: number } {
  const longest = Math.max(...wards.map(({ name }) => textWidth(name, 12)));
  const left = Math.min(180, Math.max(90, longest + 38));
  const right = view.width - 92;
  const gap = Math.min(64, Math.max(30, 720 / wards.length));
  const top = below + 6;
  const rows = new Map(wards.map(({ name }, row) => [name, top + 24 + gap * (row + 0.75)]));
  const plan: Plan = {
    left,
    right,
    top,
    bottom: top + 24 + gap * wards.length + 18,
    scale: scaleOf(view, options, { left: left + 14, right: right - 14 }),
    laneOf: (node) => rows.get(groupOf(node)) ?? top,
  };
  return { plan, height: gap * 0.66 };
}

function drawNames(
  wards: readonly Ward[],
  progress: ProgressByGroup,
  { left, right, top, laneOf }: Plan,
  end: Time,
): string {
  // A protocol without acceptances is measured by its decisions.
  const step = [...progress.values()].some(({ accepted }) => accepted.length > 0) ? "accepted" : "decided";
  const rows = wards.flatMap(({ name, nodes }) => {
    const y = laneOf(nodes[0] ?? 0);
    const reached = progress.get(name)?.[step].filter((at) => at <= end).length ?? 0;
    return [
      text("name", left - 10, y - 10, fitText(name, 12, 150)),
      text("note", left - 10, y + 3, `${nodes.length} nodes`),
      text("note", right + 76, y - 4, `${reached} of ${nodes.length}`),
    ];
  });
  return group("", [...rows, text("note", right + 76, top + 8, step)]);
}

function drawMarks(marks: readonly Mark[], { scale, laneOf }: Plan): string {
  return group(
    "",
    marks.map((mark) =>
      element("g", { class: `mark ${markClass[mark.kind]}` }, [
        tip(mark.tip),
        drawSign(mark.kind, scale.x(mark.at), laneOf(mark.node)),
      ]),
    ),
  );
}
