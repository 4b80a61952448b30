/** What the space-time diagram's style lacks. States differ in outline and hatching as well as in colour. */
export const logStyle = `
.paxoslab-st .slot{text-anchor:middle;fill:var(--muted);font-size:11px}
.paxoslab-st .slot.bad{fill:var(--fault);font-weight:700}
.paxoslab-st .panel{font-weight:600;font-size:13px}
.paxoslab-st .cell .box{stroke:currentColor;fill:currentColor;stroke-linejoin:miter}
.paxoslab-st .cell.accepted .box{fill-opacity:.07;stroke-width:1.2;stroke-dasharray:3 3}
.paxoslab-st .cell.applied .box{fill-opacity:.3;stroke-width:1.8}
.paxoslab-st .cell.empty{color:var(--faint)}
.paxoslab-st .cell.empty .box{fill:none;stroke-width:.8;opacity:.7}
.paxoslab-st .cell.cut{color:var(--muted)}
.paxoslab-st .cell.cut .box{fill-opacity:.16;stroke:none}
.paxoslab-st .cell.bad .box{stroke:var(--fault);stroke-width:3;stroke-dasharray:none}
.paxoslab-st .cell .hatch{stroke:currentColor;stroke-width:1;opacity:.55}
.paxoslab-st .cell .what{font-size:11px;text-anchor:middle}
.paxoslab-st .cell.accepted .what{font-style:italic}
.paxoslab-st .cell.applied .what{font-weight:600}
.paxoslab-st .cell .by{font-size:9.5px;text-anchor:middle;fill:var(--muted)}
.paxoslab-st .row.down{opacity:.45}
.paxoslab-st .b0{color:var(--phase1)}.paxoslab-st .b1{color:var(--phase2)}
.paxoslab-st .b2{color:var(--decision)}.paxoslab-st .b3{color:var(--refusal)}
.paxoslab-st .b4{color:var(--ink)}
`
  .trim()
  .replaceAll("\n", "");
