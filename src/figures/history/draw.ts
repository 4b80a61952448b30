import { drawAxis, drawHeading, drawPage, type LegendEntry } from "../space-time/canvas.ts";
import { clip } from "../space-time/plan.ts";
import { element, fitText, group, line, text, tip } from "../space-time/svg.ts";
import { formatMoment, layOut, type Layout, type PlacedBar } from "./layout.ts";
import { historyStyle } from "./style.ts";
import type { HistoryView, Role } from "./view.ts";

const half = 9;

export function drawHistory(view: HistoryView): string {
  const { title, subtitle, alt, width } = view;
  const heading = drawHeading({ title, subtitle, legend: legendOf(view) }, width);
  const layout = layOut(view, heading.bottom);
  const { left, right, top, bottom, ticks } = layout;
  const scale = { x: (x: number) => x, ticks, breaks: [], title: "time, one step an event (not to scale)" };
  const axis = drawAxis(scale, left, right, bottom);
  const inside = [
    group(
      "",
      ticks.map(({ x }) => line("grid", x, top, x, bottom)),
    ),
    ...layout.bars.map((bar) => drawBar(bar, view)),
  ];
  return drawPage({
    title,
    alt,
    width,
    height: axis.bottom + 8,
    style: historyStyle,
    content: [heading.svg, drawNames(view, layout), clip(layout, inside), axis.svg],
  });
}

function drawNames(view: HistoryView, { lanes, left }: Layout): string {
  const named = lanes.filter(({ client }, index) => lanes[index - 1]?.client !== client);
  return group(
    "",
    named.map(({ client, y }) => text("name", left - 10, y, fitText(view.nameOf(client), 12, 150))),
  );
}

function drawBar(placed: PlacedBar, view: HistoryView): string {
  const { bar, left, right, y, roomTo, pointX } = placed;
  const words = fitText(bar.words, 11, roomTo - left);
  const parts = [
    tip(tellBar(placed, view)),
    element("path", { class: "bar", d: outline(left, right, y, bar.to === null) }),
    bar.role === "blamed" ? drawCross(right + 9, y) : "",
    pointX === null ? "" : drawPoint(pointX, y, bar.point!.rank),
    text("words halo", left, y - half - 5, words),
  ];
  return element("g", { class: `m call ${bar.role}` }, parts);
}

/** A bar with a bracket at each end; without the right one if the call never returned. */
function outline(left: number, right: number, y: number, isOpen: boolean): string {
  const [top, bottom] = [y - half, y + half];
  return isOpen
    ? `M${right} ${top}H${left}V${bottom}H${right}`
    : `M${left} ${top}H${right}V${bottom}H${left}Z`;
}

const drawCross = (x: number, y: number): string =>
  element("path", { class: "cross", d: `M${x - 4} ${y - 4}l8 8M${x + 4} ${y - 4}l-8 8` });

function drawPoint(x: number, y: number, rank: number): string {
  return (
    element("path", { class: "point", d: `M${x} ${y - 5}l5 5l-5 5l-5 -5Z` }) +
    text("rank halo", x + 7, y + 4, String(rank))
  );
}

function tellBar({ bar }: PlacedBar, { nameOf }: HistoryView): string {
  const roles: Readonly<Record<Role, string>> = {
    plain: "",
    part: "belongs to the part that fits no order",
    blamed: "its result fits no order",
    source: "where the result came from",
  };
  return [
    bar.words,
    `${nameOf(bar.client)}, call ${bar.place} of the history`,
    `from ${formatMoment(bar.from)} ${bar.to === null ? "on; never returned" : `to ${formatMoment(bar.to)}`}`,
    roles[bar.role],
    bar.point === null ? "" : `takes effect as number ${bar.point.rank}`,
  ]
    .filter((row) => row !== "")
    .join("\n");
}

function legendOf({ bars }: HistoryView): readonly LegendEntry[] {
  const words: Readonly<Record<Role, string>> = {
    plain: "call, from invocation to return",
    part: "the part that fits no order",
    blamed: "its result fits no order",
    source: "where that result came from",
  };
  const sample = (role: Role, isOpen = false): string => {
    const end = role === "blamed" ? 20 : 30;
    return element("g", { class: `m call ${role}` }, [
      element("path", { class: "bar", d: isOpen ? "M30 -6H2V6H30" : `M2 -6H${end}V6H2Z` }),
      role === "blamed" ? drawCross(end + 8, 0) : "",
    ]);
  };
  const roles = (Object.keys(words) as Role[]).filter((role) => bars.some((bar) => bar.role === role));
  const entries = roles.map((role) => ({ sample: sample(role), words: words[role] }));
  if (bars.some(({ to }) => to === null))
    entries.push({ sample: sample("plain", true), words: "never returned" });
  if (bars.some(({ point }) => point !== null)) {
    const point = element("path", { class: "point", d: "M16 -5l5 5l-5 5l-5 -5Z" });
    entries.push({
      sample: element("g", { class: "m call plain" }, point),
      words: "takes effect, in this order",
    });
  }
  return entries;
}
