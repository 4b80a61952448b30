import { escapeHtml } from "../../figures/index.ts";
import { drawnRun } from "../../verify/index.ts";
import type { CaseResult, Verdict } from "../verdict.ts";
import { complaint, headline, likeness, runOf, signs, type TextOptions } from "./verdict-text.ts";

/**
 * A verdict for a page: the same as in text, with a diagram of each run that goes wrong. With `details: "first"` the
 * others are there as well, folded.
 */
export function verdictHtml(verdict: Verdict, { details = "all" }: TextOptions = {}): string {
  const { behavesLike, cases, disqualified, points, of } = verdict;
  const first = cases.find(({ outcome }) => outcome.kind !== "passed");
  return (
    `<div class="paxoslab-judged" data-passed="${points === of}"><style>${style}</style>` +
    `<p class="headline">${escapeHtml(headline(verdict))}</p>` +
    (disqualified === null ? "" : `<p class="wrong">No points: ${escapeHtml(disqualified.sentence)}</p>`) +
    `<ul>${cases.map((one) => caseHtml(one, details === "all" || one === first)).join("")}</ul>` +
    (behavesLike === null ? "" : `<p>${escapeHtml(likeness(behavesLike))}</p>`) +
    `</div>`
  );
}

function caseHtml({ name, of, outcome, why }: CaseResult, isOpen: boolean): string {
  const line =
    `<span class="sign" aria-label="${outcome.kind}">${signs[outcome.kind]}</span>` +
    `${escapeHtml(name)} <span class="points">${outcome.kind === "passed" ? of : `0 of ${of}`}</span>`;
  const sentence = complaint(outcome);
  if (sentence === null) return `<li data-outcome="passed"><div class="case">${line}</div></li>`;
  if (outcome.kind === "not run")
    return `<li data-outcome="not run"><div class="case">${line}</div><p>${escapeHtml(sentence)}</p></li>`;
  const run = runOf(outcome);
  return (
    `<li data-outcome="${outcome.kind}"><details${isOpen ? " open" : ""}>` +
    `<summary class="case">${line} <span class="more">why?</span></summary>` +
    `<p>${escapeHtml(sentence)}</p>` +
    `<p class="why">Why it matters: ${escapeHtml(why)}</p>` +
    (run === null
      ? ""
      : `<details><summary>A shortest run that goes wrong</summary>${drawnRun(run)}</details>`) +
    `</details></li>`
  );
}

/** Colours that are not from the page are chosen to be read on light and on dark ground. */
const style = `
.paxoslab-judged { border-left: 4px solid #d55e00; padding-left: .9em; margin: .4em 0 1em; }
.paxoslab-judged[data-passed="true"] { border-color: #009e73; }
.paxoslab-judged .headline { font-weight: 600; margin: .2em 0 .6em; }
.paxoslab-judged > ul { list-style: none; padding: 0; margin: 0; }
.paxoslab-judged > ul > li { margin: .3em 0; padding-left: 1.5em; }
.paxoslab-judged .case { display: block; margin-left: -1.5em; padding-left: 1.5em; text-indent: -1.5em; list-style: none; }
.paxoslab-judged .case::-webkit-details-marker { display: none; }
.paxoslab-judged summary { cursor: pointer; }
.paxoslab-judged li p { margin: .2em 0; }
.paxoslab-judged .sign { display: inline-block; width: 1.5em; text-indent: 0; font-weight: 600; color: #d55e00; }
.paxoslab-judged [data-outcome="passed"] .sign { color: #009e73; }
.paxoslab-judged [data-outcome="not run"] .sign { color: inherit; }
.paxoslab-judged .more { font-size: .9em; margin-left: .5em; text-decoration: underline dotted; }
.paxoslab-judged [open] > .case .more { display: none; }
.paxoslab-judged .points { white-space: nowrap; opacity: .7; font-size: .9em; margin-left: .5em; }
.paxoslab-judged .story { margin: .6em 0; padding-left: 2em; }
.paxoslab-judged .story li { margin: .15em 0; }
`.replaceAll("\n", " ");
