export type { CommandCost } from "./alone.ts";
export { viewChanges, type ViewChangeSize } from "./changes.ts";
export { loadDefaults, type Load, type LoadOptions } from "./loaded.ts";
export { bearerCalled, bearers, type Bearer } from "./bearers.ts";
export { ed25519, unsigned, type SignatureCosts } from "./signature-costs.ts";
export type { Said, ViewChangeCost } from "./view-change.ts";
