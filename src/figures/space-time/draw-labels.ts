import { roleOf } from "../phases.ts";
import type { Arrow } from "./arrows.ts";
import type { Plan } from "./plan.ts";
import { LabelPlacer, type PlacedLabel } from "./labels.ts";
import { markClass, type Mark } from "./marks.ts";
import { fitText, group, text, textWidth } from "./svg.ts";
import type { View } from "./view.ts";

const fontSize = 11;
/** More arrows than this, and words along them would be a thicket. */
const mostLabelled = 40;

/** Words beside marks, then along arrows, wherever there is room. What finds none is told on hover. */
export function drawLabels(
  view: View,
  plan: Plan,
  arrows: readonly Arrow[],
  wanted = arrows.length <= mostLabelled,
): string {
  const lanes = view.nodes.map((node) => {
    const y = plan.laneOf(node);
    return { x1: plan.left, y1: y, x2: plan.right, y2: y };
  });
  const placer = new LabelPlacer(plan, [...lanes, ...arrows]);
  placer.block({ ...plan, bottom: plan.laneOf(view.nodes[0] ?? 0) - 24 });
  for (const mark of view.marks) {
    const [x, y] = [plan.scale.x(mark.at), plan.laneOf(mark.node)];
    placer.block({ left: x - 7, right: x + 7, top: y - 8, bottom: y + 8 });
  }
  const marks = view.marks.map((mark) => drawMarkLabel(mark, plan, placer));
  const messages = wanted ? arrows.map((arrow) => drawArrowLabel(arrow, view, placer)) : [];
  return group("", [...marks, ...messages]);
}

function drawMarkLabel(mark: Mark, { scale, laneOf }: Plan, placer: LabelPlacer): string {
  if (mark.label === "") return "";
  const words = fitText(mark.label, fontSize, 260);
  const [x, y] = [scale.x(mark.at), laneOf(mark.node)];
  const width = textWidth(words, fontSize);
  const candidates = [-11, 18, -24, 31].flatMap((dy) =>
    [x + 5, x - width / 2, x - width - 5].map((left): PlacedLabel => ({ x: left, y: y + dy })),
  );
  const place = placer.place(words, fontSize, candidates);
  return place ? text(`label halo ${markClass[mark.kind]}`, place.x, place.y, words) : "";
}

function drawArrowLabel(arrow: Arrow, view: View, placer: LabelPlacer): string {
  const { flight, x1, y1, x2, y2 } = arrow;
  if (flight.from === flight.to) return "";
  const words = fitText(view.words.message(flight.message), fontSize, 170);
  const width = textWidth(words, fontSize);
  const falls = y2 > y1;
  const candidates = [0.5, 0.38, 0.62, 0.27, 0.73, 0.18, 0.82].flatMap((share): PlacedLabel[] => {
    const [x, y] = [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
    // On the side where the text leaves its own arrow behind.
    return [
      { x: x + 5, y: falls ? y - 1 : y + 10 },
      { x: x - width - 5, y: falls ? y + 10 : y - 1 },
    ];
  });
  const place = placer.place(words, fontSize, candidates, 1);
  return place ? text(`label halo ${roleOf(flight.kind, view.roles).phase}`, place.x, place.y, words) : "";
}
