export type { DeskLoad } from "./load.ts";
export { asInNotes } from "./notes.ts";
export { rivalDesks, type DeskOptions } from "./rival-desks.ts";
export type { DeskSummary, Settled } from "./watch.ts";
