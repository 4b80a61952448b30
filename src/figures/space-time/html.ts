import type { LogFigure, SpaceTimeFigure, TimelineFigure } from "../figure.ts";
import { script, tipStyle } from "./script.ts";

/** The diagram as HTML that needs nothing from its page: drawing, tips, and the script that shows them. */
export function spaceTimeHtml(figure: SpaceTimeFigure | TimelineFigure | LogFigure): string {
  return `<div class="paxoslab-figure"><style>${tipStyle}</style>${figure.svg}<script>${script}</script></div>`;
}
