import type { PlotlyFigure } from "./figure.ts";
import { escapeXml } from "./space-time/svg.ts";

/**
 * A Plotly figure as HTML that needs neither network nor extension.
 *
 * @param library - plotly.js itself, or null for a figure that finds it in the page already.
 */
export function plotlyHtml({ data, layout, config, alt }: PlotlyFigure, library: string | null): string {
  // "<" could end the script element early.
  const spec = JSON.stringify({ data, layout, config }).replaceAll("<", "\\u003c");
  return [
    `<div class="paxoslab-plotly" role="img" aria-label="${escapeXml(alt)}">`,
    `<div class="paxoslab-plot" style="width:100%;min-height:${layout.height ?? 420}px"></div>`,
    `<noscript>${escapeXml(alt)}</noscript>`,
    `<script type="application/json">${spec}</script>`,
    library === null ? "" : `<script>${embeddable(library)}</script>`,
    `<script>${drawScript}</script>`,
    `</div>`,
  ].join("");
}

/** A page that loads modules its own way must not take the library for one of them: it goes on `window`. */
function embeddable(library: string): string {
  const source = library.replace(/<\/(script)/gi, "<\\/$1");
  return `if(!window.Plotly)(function(module,exports,define){${source}\n}).call(window);`;
}

const missing =
  "This figure is drawn by plotly.js, which the first Plotly figure of the notebook carries in its output, and that " +
  "output is gone. Run the cell of the first Plotly figure again, then this one; or restart the kernel and run all cells.";

const drawScript = `
(()=>{
const scope=document.currentScript?.parentElement??document;
const boxes=scope.matches?.(".paxoslab-plotly")?[scope]:scope.querySelectorAll(".paxoslab-plotly:not([data-live])");
for(const box of boxes){
box.dataset.live="";
const target=box.querySelector(".paxoslab-plot");
const {data,layout,config}=JSON.parse(box.querySelector('script[type="application/json"]').textContent);
layout.font={...layout.font,color:getComputedStyle(box).color};
let waited=0;
const draw=()=>{
if(window.Plotly){window.Plotly.newPlot(target,data,layout,config);return}
waited+=100;
if(waited<=5000){setTimeout(draw,100);return}
target.textContent=${JSON.stringify(missing)};
target.style.minHeight="0";
};
draw();
}
})();
`.trim();
