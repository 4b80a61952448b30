/** What the space-time diagram's style lacks. Parts differ in stroke and dash as well as in colour. */
export const historyStyle = `
.paxoslab-st .call{color:var(--phase1)}
.paxoslab-st .call .bar{fill:currentColor;fill-opacity:.13;stroke:currentColor;stroke-width:1.3}
.paxoslab-st .call.part,.paxoslab-st .call.blamed{color:var(--fault)}
.paxoslab-st .call.part .bar{stroke-width:2.6}
.paxoslab-st .call.blamed .bar{stroke-width:2.6;fill-opacity:.34}
.paxoslab-st .call.source{color:var(--phase2)}
.paxoslab-st .call.source .bar{stroke-width:1.8;stroke-dasharray:5 3.5}
.paxoslab-st .call .words{font-size:11px}
.paxoslab-st .call.part .words,.paxoslab-st .call.blamed .words{font-weight:600}
.paxoslab-st .call .point{fill:var(--ink);stroke:var(--paper);stroke-width:1}
.paxoslab-st .call .rank{font-size:10px}
.paxoslab-st .call.lit .bar{fill-opacity:.45}
`
  .trim()
  .replaceAll("\n", "");
