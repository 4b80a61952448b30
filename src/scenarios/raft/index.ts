export { raftFigure7, type Figure7Options, type Figure7Summary } from "./figure-7.ts";
export { raftFigure8, type Figure8Options, type Figure8Story } from "./figure-8.ts";
export type { Journal, JournalRules } from "./journal.ts";
export { withDisks } from "./with-disks.ts";
