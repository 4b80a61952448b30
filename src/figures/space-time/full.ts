import { placeArrow, drawArrow, tellFlight, type Arrow } from "./arrows.ts";
import { barriersOf } from "./barriers.ts";
import { drawBarriers } from "./draw-barriers.ts";
import { drawAxis, drawBreaks, drawCaption, drawGrid, drawHeading, drawPage } from "./canvas.ts";
import { drawLabels } from "./draw-labels.ts";
import { legendOf } from "./legend.ts";
import { lifelineOf } from "./lifelines.ts";
import { drawSign, markClass } from "./marks.ts";
import type { SpaceTimeOptions } from "./options.ts";
import { clip, planLanes, type Plan } from "./plan.ts";
import { element, fitText, group, line, text, tip } from "./svg.ts";
import type { View } from "./view.ts";

/** Every node a lane, every message an arrow. */
export function drawFull(view: View, options: SpaceTimeOptions, alt: string): string {
  const legend = legendOf(view.flights, view.marks, view.roles);
  const heading = drawHeading({ title: view.title, subtitle: options.subtitle, legend }, view.width);
  const barriers = barriersOf(view.trace, view.range.to).filter(
    ({ from, to }) => to >= view.range.from && from <= view.range.to,
  );
  const plan = planLanes(view, options, heading.bottom, barriers.length);
  const { left, right, top, bottom, scale, laneOf } = plan;
  const placement = { x: scale.x, y: laneOf, right, usualLatency: view.usualLatency };
  const arrows = view.flights.map((flight) => placeArrow(flight, placement));
  const axis = drawAxis(scale, left, right, bottom);
  const caption = drawCaption(options.caption, axis.bottom, view.width);
  const inside = [
    drawGrid(scale, top, bottom),
    drawBarriers(barriers, plan, view),
    drawLanes(view, plan),
    drawArrows(arrows, view),
    drawBreaks(scale, view.nodes.map(laneOf)),
    drawMarks(view, plan),
    drawLabels(view, plan, arrows, options.messageLabels),
  ];
  return drawPage({
    title: view.title,
    alt,
    width: view.width,
    height: caption.bottom + 8,
    content: [heading.svg, drawNames(view, plan), clip(plan, inside), axis.svg, caption.svg],
  });
}

function drawNames(view: View, { left, laneOf }: Plan): string {
  const name = (node: number): string => {
    const words = view.trace.names[node] ?? String(node);
    return text("name", left - 10, laneOf(node), fitText(words, 12, 150));
  };
  return group("", view.nodes.map(name));
}

function drawLanes(view: View, { scale, laneOf, left, right }: Plan): string {
  const classes = { up: "lane", down: "down", paused: "paused" } as const;
  return group(
    "",
    view.nodes.flatMap((node) => {
      const y = laneOf(node);
      const spans = lifelineOf(view.trace, node, view.range.to);
      return spans.map(({ condition, from, to }, index) => {
        const start = index === 0 ? left : scale.x(from);
        const end = index === spans.length - 1 ? right : scale.x(to);
        return line(classes[condition], start, y, end, y);
      });
    }),
  );
}

function drawArrows(arrows: readonly Arrow[], { trace, words, roles }: View): string {
  return group(
    "",
    arrows.map((arrow) => drawArrow(arrow, roles, tellFlight(arrow.flight, trace.names, words))),
  );
}

function drawMarks(view: View, { scale, laneOf }: Plan): string {
  return group(
    "",
    view.marks.map((mark) =>
      element("g", { class: `mark ${markClass[mark.kind]}` }, [
        tip(mark.tip),
        drawSign(mark.kind, scale.x(mark.at), laneOf(mark.node)),
      ]),
    ),
  );
}
