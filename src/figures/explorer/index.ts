export type { ExplorerData, ExplorerEvent, ExplorerState, Letter, NodeCondition } from "./data.ts";
export { explorerHtml, explorerText } from "./html.ts";
