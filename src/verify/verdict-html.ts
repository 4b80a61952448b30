import type { Vocabulary } from "../core/index.ts";
import { escapeHtml, spaceTime, spaceTimeHtml } from "../figures/index.ts";
import type { Counterexample } from "./counterexample.ts";
import type { Verdict } from "./verdict.ts";
import { effort, headline, sightings } from "./verdict-text.ts";

/** The verdict for a page: its colour, its sentence, the diagram and the story of a counterexample. */
export function verdictHtml<V extends Vocabulary>(verdict: Verdict<V>): string {
  const { counterexample, outcome } = verdict;
  const paragraphs = [
    `Looked at: ${verdict.bounds.join("; ")}.`,
    `Properties: ${verdict.properties.join("; ")}.`,
    ...sightings(verdict),
    effort(verdict),
  ];
  const signs = { held: "✓", violated: "✗", "bound reached": "…" } as const;
  return (
    `<div class="paxoslab-verdict" data-outcome="${outcome.kind}"><style>${style}</style>` +
    `<p class="headline"><span aria-hidden="true">${signs[outcome.kind]}</span> ${escapeHtml(headline(verdict))}</p>` +
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
    // What is still on its way when the run ends has no part in it.
    filter: ({ end }) => end.kind !== "under way",
  });
  const lines = story.map(({ text }) => `<li>${escapeHtml(text)}</li>`).join("");
  return `${spaceTimeHtml(figure)}<ol class="story">${lines}</ol>`;
}

/** Colours that are not from the page are chosen to be read on light and on dark ground. */
const style = `
.paxoslab-verdict { border-left: 4px solid #767676; padding-left: .9em; margin: .4em 0; }
.paxoslab-verdict[data-outcome="held"] { border-color: #009e73; }
.paxoslab-verdict[data-outcome="violated"] { border-color: #d55e00; }
.paxoslab-verdict .headline { font-weight: 600; margin: .2em 0 .6em; }
.paxoslab-verdict .story { margin: .6em 0; padding-left: 2em; }
.paxoslab-verdict .story li { margin: .15em 0; }
.paxoslab-verdict details p { margin: .3em 0; }
`.replaceAll("\n", " ");
