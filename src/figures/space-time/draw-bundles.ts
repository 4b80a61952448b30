import type { Time } from "../../core/index.ts";
import { roleOf, type MessageRoles } from "../phases.ts";
import { drawCross } from "./arrows.ts";
import { tellBundle, type Bundle, type Spread } from "./bundles.ts";
import { element, round, text, tip } from "./svg.ts";

export interface BundlePlace {
  readonly x: (time: Time) => number;
  /** The lane of a group. */
  readonly y: (group: string) => number;
  readonly right: number;
  /** The count of the fullest bundle. */
  readonly most: number;
}

/** A band from when the messages were sent to when they came; its spine is the thicker the more they are. */
export function drawBundle(bundle: Bundle, place: BundlePlace, roles: MessageRoles): string {
  const { phase, part } = roleOf(bundle.kind, roles);
  const lost = bundle.ended !== null && bundle.fate !== "delivered";
  const { spine, band, end } = lost ? stub(bundle, place) : flight(bundle, place);
  const width = round(0.7 + 1.8 * Math.sqrt(bundle.count / place.most));
  return element("g", { class: `m ${phase}${part === "answer" ? " answer" : ""}${lost ? " lost" : ""}` }, [
    tip(tellBundle(bundle)),
    band,
    element("path", { class: "line spine", style: `--w:${width}px`, d: spine }),
    element("path", { class: "hit", d: spine }),
    end,
  ]);
}

interface Shape {
  readonly spine: string;
  readonly band: string;
  readonly end: string;
}

function flight({ from, to, sent, ended }: Bundle, { x, y, right }: BundlePlace): Shape {
  const [y1, yTo] = [y(from), y(to[0] ?? from)];
  if (to[0] === from) return { spine: ear(x(sent.min), x((ended ?? sent).max), y1), band: "", end: "" };
  // What is still under way at the end leaves by the right edge.
  const y2 = ended === null ? (y1 + yTo) / 2 : yTo;
  const arrival = ended === null ? { min: right, max: right } : { min: x(ended.min), max: x(ended.max) };
  const spine = path([
    [middle({ min: x(sent.min), max: x(sent.max) }), y1],
    [middle(arrival), y2],
  ]);
  const corners = [
    [x(sent.min), y1],
    [x(sent.max), y1],
    [arrival.max, y2],
    [arrival.min, y2],
  ];
  return { spine, band: element("path", { class: "bundle", d: `${path(corners)}Z` }), end: "" };
}

const stubHeight = 13;

/** Lost messages end in one cross beside the lane that sent them: a cross for each would hide the lanes. */
function stub({ from, to, sent, ended, count }: Bundle, { x, y }: BundlePlace): Shape {
  const y1 = y(from);
  const mean = to.reduce((sum, group) => sum + y(group), 0) / to.length;
  const y2 = mean > y1 ? y1 + stubHeight : y1 - stubHeight;
  const x1 = middle({ min: x(sent.min), max: x(sent.max) });
  const lostAt = ended ?? sent;
  const x2 = Math.max(x1 + 6, middle({ min: x(lostAt.min), max: x(lostAt.max) }));
  const tally = count > 1 ? text("tally halo", x2 + 6, y2 + 4, String(count)) : "";
  return {
    spine: path([
      [x1, y1],
      [x2, y2],
    ]),
    band: "",
    end: drawCross(x2, y2, 3) + tally,
  };
}

const middle = ({ min, max }: Spread): number => (min + max) / 2;

const path = (points: readonly (readonly number[])[]): string =>
  `M${points.map((point) => point.map(round).join(" ")).join("L")}`;

/** Messages within a group rise a little from its lane. */
function ear(from: number, to: number, y: number): string {
  const end = Math.max(to, from + 8);
  return `M${round(from)} ${round(y)}Q${round((from + end) / 2)} ${round(y - 16)} ${round(end)} ${round(y)}`;
}
