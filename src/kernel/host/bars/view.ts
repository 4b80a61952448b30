import type { BarState } from "../../worker/bars/state.ts";

/** More bars than this at once are counted, not shown. */
const lineLimit = 20;
/** The length of a bar made of text, in characters. */
const textLength = 20;

/** Progress bars, a line each, for pages and for terminals. */
export function viewOfBars(bars: readonly BarState[]): Readonly<Record<string, string>> {
  const shown = bars.slice(0, lineLimit);
  const rest = bars.length > lineLimit ? `… and ${bars.length - lineLimit} more` : "";
  return {
    "text/html": [...shown.map(htmlOf), ...(rest ? [`<div>${rest}</div>`] : [])].join("\n"),
    "text/plain": [...shown.map(textOf), ...(rest ? [rest] : [])].join("\n"),
  };
}

// Styled in place and without colours: pages that strip style sheets keep these, and every theme fits.
const rowStyle =
  "display: flex; flex-wrap: wrap; align-items: center; gap: 0 0.75em; margin: 0.15em 0; font-variant-numeric: tabular-nums";

/** A `progress` element is a progress bar to screen readers too, and follows the page's colour scheme. */
function htmlOf(bar: BarState): string {
  const label = escapeHtml(bar.label);
  const name = label === "" ? "Progress" : label;
  const value = shareOf(bar);
  const position = value === undefined ? "" : ` value="${value.toFixed(4)}"`;
  return [
    `<div style="${rowStyle}">`,
    ...(label === "" ? [] : [`<span>${label}</span>`]),
    `<progress aria-label="${name}" max="1"${position} style="flex: 0 1 16em; min-width: 6em"></progress>`,
    `<span>${escapeHtml(statusOf(bar))}</span>`,
    `</div>`,
  ].join("");
}

function textOf(bar: BarState): string {
  const share = shareOf(bar);
  const filled = Math.floor((share ?? 0) * textLength);
  const drawn = share === undefined ? "" : `${"█".repeat(filled)}${"░".repeat(textLength - filled)}`;
  return [bar.label, drawn, statusOf(bar)].filter((part) => part !== "").join(" ");
}

/** Between 0 and 1; undefined as long as nobody knows. */
function shareOf({ count, total, phase }: BarState): number | undefined {
  if (total !== undefined && count <= total) return total === 0 ? 1 : count / total;
  if (phase === "running") return undefined;
  return phase === "done" ? 1 : 0;
}

/** Such as `42/100 · 3.1/s · 13 s, 18 s left`. */
function statusOf(bar: BarState): string {
  const { count, total, elapsedMs, phase } = bar;
  const counted = total === undefined ? grouped(count) : `${grouped(count)}/${grouped(total)}`;
  const rate = elapsedMs > 0 && count > 0 ? [rateOf(count / (elapsedMs / 1_000))] : [];
  const time = clock(elapsedMs);
  switch (phase) {
    case "running":
      return [counted, ...rate, `${time}${leftOf(bar)}`].join(" · ");
    case "done":
      return [`${counted} done`, ...rate, time].join(" · ");
    case "lost":
      return `lost at ${counted} or later, when the process ended`;
    case "stopped":
    case "failed":
    case "interrupted":
      return [`${phase} at ${counted}`, ...rate, time].join(" · ");
  }
}

function leftOf({ count, total, elapsedMs }: BarState): string {
  if (total === undefined || count === 0 || count > total) return "";
  return `, ${clock((elapsedMs / count) * (total - count))} left`;
}

/** Items a second; those that take long are counted by the minute or hour. */
function rateOf(perSecond: number): string {
  if (perSecond >= 1) return `${rounded(perSecond)}/s`;
  return perSecond * 60 >= 1 ? `${rounded(perSecond * 60)}/min` : `${rounded(perSecond * 3_600)}/h`;
}

function rounded(value: number): string {
  return value >= 100 ? grouped(Math.round(value)) : value.toPrecision(2);
}

function grouped(count: number): string {
  return count.toLocaleString("en");
}

/** `0.7 s`, `27 s`, `12:07`, `1:12:07`. */
function clock(ms: number): string {
  if (ms < 9_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const two = (value: number): string => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
