export { wholeTable, type TableOptions, type WholeRow } from "./whole.ts";
