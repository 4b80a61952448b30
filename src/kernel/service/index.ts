/** What TypeScript knows about a notebook: errors, completions, documentation. */
export { complete, type Completion } from "./completion.ts";
export { inspect, type Inspection } from "./inspection.ts";
export { MagicError, magicOf } from "./magic.ts";
export { errorOf, warningsOf } from "./report.ts";
export type { CellText } from "./notebook.ts";
export { LanguageService, type Checked } from "./service.ts";
export { initialTypesMode, type TypesMode } from "./types-mode.ts";
export { toCodePoints, toCodeUnits } from "./code-points.ts";
