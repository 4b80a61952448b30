/** Figures of runs as plain data, and `show` for whatever host runs the code. */
export { showsItself } from "./displayable.ts";
export type {
  Cell,
  Figure,
  LogFigure,
  PlotlyFigure,
  SpaceTimeFigure,
  TableFigure,
  TimelineFigure,
} from "./figure.ts";
export { spaceTime, type SpaceTimeOptions } from "./space-time/index.ts";
export { spaceTimeHtml } from "./space-time/html.ts";
export { fastPaxosLook } from "./fast-paxos.ts";
export { hotStuffLook } from "./hotstuff.ts";
export { pbftLook } from "./pbft.ts";
export { escapeXml as escapeHtml } from "./space-time/svg.ts";
export { historyTimeline, type HistoryOptions } from "./history/index.ts";
export * from "./explorer/index.ts";
export * from "./log/index.ts";
export * from "./plotly/index.ts";
export * from "./sweeps/index.ts";
export { table } from "./table.ts";
export { summary } from "./summary.ts";
export { show, type ShowOptions } from "./show.ts";
export type { Host } from "./hosts/host.ts";
export { embedPlotlyAgain, mimeBundle, type MimeBundle } from "./mime.ts";
export { plotlyHtml } from "./plotly-html.ts";
export { flightsOf, type Flight, type FlightEnd } from "./flights.ts";
export { paxosRoles, type MessageRole, type MessageRoles, type Phase } from "./phases.ts";
export { count, shortened, usualWords, type Words } from "./words.ts";
