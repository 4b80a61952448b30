import type { NodeId, Vocabulary } from "../core/index.ts";
import { escapeHtml, spaceTime, spaceTimeHtml } from "../figures/index.ts";
import type { Trace } from "../sim/index.ts";
import type { Counterexample } from "./counterexample.ts";
import type { Verdict } from "./verdict.ts";
import { effort, headline, sightings } from "./verdict-text.ts";

/** The verdict for a page: its colour, its sentence, the diagram and the story of a counterexample. */
export function verdictHtml<V extends Vocabulary>(verdict: Verdict<V>): string {
  const { counterexample, outcome } = verdict;
  const isVacuous = outcome.kind !== "violated" && verdict.vacuous.length > 0;
  const paragraphs = [
    `Looked at: ${verdict.bounds.join("; ")}.`,
    `Properties: ${verdict.properties.join("; ")}.`,
    ...sightings(verdict),
    effort(verdict),
  ];
  const signs = { held: isVacuous ? "?" : "✓", violated: "✗", "bound reached": "…" } as const;
  return (
    `<div class="paxoslab-verdict" data-outcome="${outcome.kind}"${isVacuous ? " data-vacuous" : ""}><style>${style}</style>` +
    `<p class="headline"><span aria-hidden="true">${signs[outcome.kind]}</span> ${escapeHtml(headline(verdict))}</p>` +
    (isVacuous ? `<p class="warning">${escapeHtml(sightings(verdict).at(-1) ?? "")}</p>` : "") +
    (counterexample === null ? "" : drawing(counterexample)) +
    `<details><summary>What was looked at</summary>${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join("")}</details>` +
    `</div>`
  );
}

function drawing<V extends Vocabulary>({ run, story, property }: Counterexample<V>): string {
  const figure = spaceTime(run.trace, {
    title: `A shortest run that breaks: ${property}`,
    subtitle: "One action of the checker every 10 ms; real runs have other times.",
    persists: true,
    // Who has no part in the run needs no lane, and what is still on its way when it ends no arrow.
    nodes: playersOf(run.trace),
    filter: ({ end }) => end.kind !== "under way",
  });
  const lines = story.map(({ text }) => `<li>${escapeHtml(text)}</li>`).join("");
  return `${spaceTimeHtml(figure)}<ol class="story">${lines}</ol>`;
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

/** Colours that are not from the page are chosen to be read on light and on dark ground. */
const style = `
.paxoslab-verdict { border-left: 4px solid #767676; padding-left: .9em; margin: .4em 0; }
.paxoslab-verdict[data-outcome="held"] { border-color: #009e73; }
.paxoslab-verdict[data-outcome="violated"] { border-color: #d55e00; }
.paxoslab-verdict[data-vacuous] { border-color: #e69f00; }
.paxoslab-verdict .headline { font-weight: 600; margin: .2em 0 .6em; }
.paxoslab-verdict .story { margin: .6em 0; padding-left: 2em; }
.paxoslab-verdict .story li { margin: .15em 0; }
.paxoslab-verdict details p { margin: .3em 0; }
`.replaceAll("\n", " ");
