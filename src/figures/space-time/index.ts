import type { Trace } from "../../sim/trace.ts";
import { displayable } from "../displayable.ts";
import type { SpaceTimeFigure } from "../figure.ts";
import { count } from "../words.ts";
import { tellView } from "./alt.ts";
import { drawFull } from "./full.ts";
import { drawGrouped } from "./grouped.ts";
import type { SpaceTimeOptions } from "./options.ts";
import { sequenceOf } from "./sequence.ts";
import { viewOf } from "./view.ts";

/**
 * Lamport's space-time diagram of a run: each process a lane, time from left to right, each message an
 * arrow from where it was sent to where it came, or to the cross where it was lost.
 *
 * With `groupBy`, for many nodes, a lane is a group of nodes and arrows are gathered into bands.
 *
 * @throws RangeError if the options name a node or a range of time that the trace does not have.
 */
export function spaceTime(trace: Trace, options: SpaceTimeOptions = {}): SpaceTimeFigure {
  const view = viewOf(trace, options);
  const { groupBy } = options;
  const lanes =
    groupBy === undefined
      ? count(view.nodes.length, "node")
      : `${count(view.nodes.length, "node")} in ${count(new Set(view.nodes.map((node) => groupBy(node))).size, "group")}`;
  const alt = tellView(view, lanes);
  const svg = groupBy === undefined ? drawFull(view, options, alt) : drawGrouped(view, options, alt, groupBy);
  return displayable({ kind: "space-time", title: view.title, alt, svg, text: sequenceOf(view) });
}

export type { SpaceTimeOptions } from "./options.ts";
