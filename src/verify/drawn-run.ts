import type { NodeId, Phrasebook, Vocabulary } from "../core/index.ts";
import { escapeHtml, shortened, spaceTime, spaceTimeHtml, type Words } from "../figures/index.ts";
import type { Trace } from "../sim/index.ts";

/** A run that goes wrong, as a shortest one is: drawn, and told step by step beneath. */
export interface RunToDraw<V extends Vocabulary> {
  /** What it breaks. */
  readonly property: string;
  readonly trace: Trace<V>;
  readonly story: readonly string[];
  /** For the decisions in the drawing. */
  readonly phrases?: Phrasebook<V>;
}

/** Markup for a page; the list is of class `story`. */
export function drawnRun<V extends Vocabulary>({ property, trace, story, phrases }: RunToDraw<V>): string {
  const figure = spaceTime(trace, {
    title: `A shortest run that breaks: ${property}`,
    subtitle: "One action of the checker every 10 ms; real runs have other times.",
    persists: true,
    ...(phrases && { words: decisionWords(phrases, trace) }),
    // Who has no part in the run needs no lane, and what is still on its way when it ends no arrow.
    nodes: playersOf(trace),
    filter: ({ end }) => end.kind !== "under way",
  });
  const lines = story.map((text) => `<li>${escapeHtml(text)}</li>`).join("");
  return `${spaceTimeHtml(figure)}<ol class="story">${lines}</ol>`;
}

function decisionWords<V extends Vocabulary>(phrases: Phrasebook<V>, { names }: Trace<V>): Partial<Words> {
  const nameOf = (node: NodeId): string => names[node] ?? `node ${node}`;
  return { decision: (decision) => shortened(phrases.decision(decision, nameOf)) };
}

/** The nodes to which something happens, besides that they start. */
function playersOf<V extends Vocabulary>({ names, events }: Trace<V>): readonly NodeId[] {
  const players = new Set<NodeId>();
  for (const event of events) {
    if ("node" in event && event.kind !== "start") players.add(event.node);
    if (event.kind === "drop") players.add(event.to);
  }
  const everybody = names.map((_, node) => node);
  return players.size === 0 ? everybody : everybody.filter((node) => players.has(node));
}
