export { crashAgainstLies, type ToleranceRow } from "./crash-against-lies.ts";
export { leaderAgainstPeers, type SchemaRow } from "./peers.ts";
export { paxosAgainstRaft, sideBySide, zabAgainstPaxos, type FactRow } from "./side-by-side.ts";
export { wholeTable, type TableOptions, type WholeRow } from "./whole.ts";
