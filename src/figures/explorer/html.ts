import { escapeXml } from "../space-time/svg.ts";
import type { ExplorerData } from "./data.ts";
import { script } from "./script.ts";
import { style } from "./style.ts";

/**
 * The explorer view as HTML that needs nothing from its page: it steps through a run, forward and back, shows the
 * state of every node with what has just changed, and from any step takes another turn.
 */
export function explorerHtml(data: ExplorerData): string {
  // What stands in a script element ends at the first "</script", whatever it is part of.
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  return (
    `<div class="paxoslab-explorer" tabindex="0" role="group" aria-label="${escapeXml(data.title)}">` +
    `<style>${style}</style><script type="application/json">${json}</script>` +
    `<header><strong>${escapeXml(data.title)}</strong><nav>` +
    button("first", "⏮", "to the beginning") +
    button("back", "◀ back", "one step back") +
    `<output data-part="place"></output>` +
    button("forward", "forward ▶", "one step forward") +
    button("last", "⏭", "to the end of this run") +
    button("home", "↺ the first run", "leave this branch for the run shown first") +
    `</nav></header>` +
    `<p data-part="happened" role="status"></p>` +
    `<div data-part="nodes"></div>` +
    `<section><h4>On its way</h4><ul data-part="letters"></ul></section>` +
    `<section><h4>What can happen next</h4><ul data-part="events"></ul></section>` +
    `<details><summary>The whole run</summary><ol data-part="run"></ol></details>` +
    `<noscript>This view needs JavaScript.</noscript>` +
    `<script>${script}</script></div>`
  );
}

function button(name: string, label: string, meaning: string): string {
  return `<button type="button" data-go="${name}" title="${meaning}" aria-label="${meaning}">${label}</button>`;
}

/** The run to begin with, for where there are no pages. */
export function explorerText({ title, states, sentences, run }: ExplorerData): string {
  let state = states[0];
  const lines = run.map((choice, index) => {
    const event = state?.events?.[choice];
    state = states[event?.to ?? 0];
    return `${index + 1}. ${sentences[event?.sentence ?? 0]}`;
  });
  return [title, ...lines, "(To step through it, open this notebook in a page.)"].join("\n");
}
