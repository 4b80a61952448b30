import { darkTheme, lightTheme, type Theme } from "../palette.ts";

const variables = (theme: Theme): string =>
  Object.entries(theme)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(";");

/** The page's own choice of theme, where it makes one, goes before the system's. */
const darkHosts = [
  '[data-jp-theme-light="false"]',
  '[data-theme="dark"]',
  ".vscode-dark",
  ".vscode-high-contrast",
];
const lightHosts = ['[data-jp-theme-light="true"]', '[data-theme="light"]', ".vscode-light"];

const inHosts = (hosts: readonly string[]): string => hosts.map((host) => `${host} .paxoslab-st`).join(",");

/** All rules hang on one class, because a style element inside an SVG holds for its whole page. */
export const style = `
.paxoslab-st{${variables(lightTheme)}}
@media(prefers-color-scheme:dark){.paxoslab-st{${variables(darkTheme)}}}
${inHosts(lightHosts)}{${variables(lightTheme)}}
${inHosts(darkHosts)}{${variables(darkTheme)}}
.paxoslab-st{display:block;font-family:system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.paxoslab-st text{fill:var(--ink);font-size:12px;stroke:none}
.paxoslab-st path,.paxoslab-st polygon{fill:none;stroke-linecap:round;stroke-linejoin:round}
.paxoslab-st .paper{fill:var(--paper)}
.paxoslab-st .title{font-size:16px;font-weight:600}
.paxoslab-st .subtitle,.paxoslab-st .caption,.paxoslab-st .axis text,.paxoslab-st .legend text{fill:var(--muted)}
.paxoslab-st .name{font-weight:600;text-anchor:end;dominant-baseline:central}
.paxoslab-st .note{fill:var(--muted);font-size:10.5px;text-anchor:end;dominant-baseline:central}
.paxoslab-st .halo{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
.paxoslab-st .axis path{stroke:var(--faint)}.paxoslab-st .axis text{font-size:11px;text-anchor:middle}
.paxoslab-st .grid{stroke:var(--faint);opacity:.45}
.paxoslab-st .lane{stroke:var(--muted);stroke-width:1.6;opacity:.75}
.paxoslab-st .down{stroke:var(--fault);stroke-width:1.4;stroke-dasharray:1 6;opacity:.8}
.paxoslab-st .paused{stroke:var(--muted);stroke-width:5;stroke-dasharray:2 4;stroke-linecap:butt;opacity:.7}
.paxoslab-st .phase1{color:var(--phase1)}.paxoslab-st .phase2{color:var(--phase2)}
.paxoslab-st .refusal{color:var(--refusal)}.paxoslab-st .decision{color:var(--decision)}
.paxoslab-st .other{color:var(--other)}.paxoslab-st .fault{color:var(--fault)}
.paxoslab-st .m .line{stroke:currentColor;stroke-width:var(--w,1.6px)}
.paxoslab-st .m.answer .line{stroke-dasharray:6 3.5}
.paxoslab-st .m.refusal .line{stroke-dasharray:1.5 3.5}
.paxoslab-st .m.duplicate .line{stroke-width:1.2;opacity:.75}
.paxoslab-st .m .spine{opacity:.6}.paxoslab-st .m.lost .line{opacity:.8}
.paxoslab-st .head{fill:currentColor;stroke:currentColor;stroke-width:.8}
.paxoslab-st .m.answer .head{fill:var(--paper);stroke-width:1.3}
.paxoslab-st .cross{stroke:var(--fault);stroke-width:2.2}
.paxoslab-st .hit{stroke:transparent;stroke-width:11;pointer-events:stroke}
.paxoslab-st .mark path,.paxoslab-st .mark circle{stroke:currentColor;stroke-width:1.6;fill:none}
.paxoslab-st .mark .solid{fill:currentColor}
.paxoslab-st .mark.plain{color:var(--muted)}.paxoslab-st .mark.ink{color:var(--ink)}
.paxoslab-st .label{font-size:11px}.paxoslab-st .label.phase1{fill:var(--phase1)}
.paxoslab-st .label.phase2{fill:var(--phase2)}.paxoslab-st .label.refusal{fill:var(--refusal)}
.paxoslab-st .label.decision{fill:var(--decision);font-weight:600}
.paxoslab-st .label.fault{fill:var(--fault);font-weight:600}.paxoslab-st .label.other{fill:var(--muted)}
.paxoslab-st .band{fill:var(--fault);opacity:.06}
.paxoslab-st .edge{stroke:var(--fault);stroke-width:1.2;stroke-dasharray:5 4;opacity:.7}
.paxoslab-st .island{fill:var(--muted);opacity:.16}.paxoslab-st .island.odd{fill:var(--refusal);opacity:.2}
.paxoslab-st .break{fill:var(--paper);opacity:.9}
.paxoslab-st .slashes{stroke:var(--muted);stroke-width:1.4}
.paxoslab-st .area{fill:currentColor;opacity:.2;stroke:none}
.paxoslab-st .rim{stroke:currentColor;stroke-width:1.3}
.paxoslab-st .bundle{fill:currentColor;stroke:none;opacity:.07}
.paxoslab-st .tally{font-size:10px;fill:var(--fault);font-weight:600}
.paxoslab-st .m{cursor:default}
.paxoslab-st .m:hover .line,.paxoslab-st .m.lit .line{stroke-width:calc(var(--w,1.6px) + 1.6px);opacity:1}
.paxoslab-st .m:hover .bundle,.paxoslab-st .m.lit .bundle{opacity:.45}
.paxoslab-st.focus svg .m:not(.lit){opacity:.22}
.paxoslab-st:focus-visible{outline:2px solid var(--phase1);outline-offset:2px}
`
  .trim()
  .replaceAll("\n", "");
