/** Grounds are see-through and ink is the page's, so that the view reads on light and on dark pages. */
export const style = `
.paxoslab-explorer { font: 13px/1.45 system-ui, sans-serif; border: 1px solid #8a94a0; border-radius: 8px;
  padding: .8em 1em; max-width: 1100px; outline-offset: 2px; }
.paxoslab-explorer header { display: flex; flex-wrap: wrap; gap: .4em 1.2em; align-items: baseline; }
.paxoslab-explorer nav { display: flex; flex-wrap: wrap; gap: .4em; align-items: center; margin-inline-start: auto; }
.paxoslab-explorer button { font: inherit; color: inherit; background: rgba(128,128,128,.12); text-align: start;
  border: 1px solid rgba(128,128,128,.5); border-radius: 5px; padding: .15em .6em; cursor: pointer; }
.paxoslab-explorer button:hover:enabled { background: rgba(0,114,178,.22); }
.paxoslab-explorer button:disabled { opacity: .45; cursor: default; }
.paxoslab-explorer button[aria-current] { border-color: #0072b2; border-width: 2px; font-weight: 600; }
.paxoslab-explorer button.fault { border-style: dashed; }
.paxoslab-explorer [data-part="place"] { min-width: 8em; text-align: center; font-variant-numeric: tabular-nums; }
.paxoslab-explorer [data-part="happened"] { margin: .7em 0; min-height: 2.9em; }
.paxoslab-explorer .broken strong, .paxoslab-explorer .breaks { color: #d55e00; }
.paxoslab-explorer [data-part="nodes"] { display: grid; gap: .7em; grid-template-columns: repeat(auto-fit, minmax(15em, 1fr)); }
.paxoslab-explorer .node { border: 1px solid rgba(128,128,128,.45); border-radius: 6px; padding: .4em .7em; overflow-x: auto; }
.paxoslab-explorer .node.down { border-style: dashed; opacity: .75; }
.paxoslab-explorer h4 { margin: .3em 0; font-size: 1em; }
.paxoslab-explorer small { font-weight: 400; opacity: .75; }
.paxoslab-explorer .state { font: 12px/1.5 ui-monospace, monospace; }
.paxoslab-explorer .key { opacity: .75; }
.paxoslab-explorer .state .changed, .paxoslab-explorer li.changed { background: rgba(230,159,0,.28); border-radius: 3px; }
.paxoslab-explorer .state .changed::before, .paxoslab-explorer li.changed::before { content: "● "; color: #d55e00; }
.paxoslab-explorer ul, .paxoslab-explorer ol { margin: .2em 0 .6em; padding-inline-start: 1.6em; }
.paxoslab-explorer ul[data-part="events"] { list-style: none; padding: 0; display: grid; gap: .3em; max-height: 19em; overflow: auto; }
.paxoslab-explorer ul[data-part="letters"] { max-height: 11em; overflow: auto; }
.paxoslab-explorer [data-part="run"] button { border-color: transparent; background: none; padding: 0 .3em; }
.paxoslab-explorer [data-part="run"] button[aria-current] { border-color: #0072b2; }
.paxoslab-explorer .none { list-style: none; opacity: .75; }
`.replaceAll("\n", " ");
