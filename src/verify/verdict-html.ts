import type { Vocabulary } from "../core/index.ts";
import { escapeHtml } from "../figures/index.ts";
import type { Counterexample } from "./counterexample.ts";
import { drawnRun, type RunToDraw } from "./drawn-run.ts";
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
    (counterexample === null ? "" : drawnRun(toDraw(counterexample))) +
    `<details><summary>What was looked at</summary>${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join("")}</details>` +
    `</div>`
  );
}

function toDraw<V extends Vocabulary>({ property, run, story, phrases }: Counterexample<V>): RunToDraw<V> {
  return { property, trace: run.trace, story: story.map(({ text }) => text), ...(phrases && { phrases }) };
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
