/** Exercises, what must be true of a solution, and verdicts in words. Pure: who answers is somebody else's business. */
export * from "./bank.ts";
export * from "./catalogue.ts";
export * from "./exercise.ts";
export { inProcess, thrown } from "./in-process.ts";
export { judge, type JudgeOptions } from "./judge.ts";
export { NotPlainData, plainData } from "./plain-data.ts";
export { anyPort, missingExport, put, type AnyPort, type Port } from "./port.ts";
export { seedFor } from "./seeds.ts";
export { Misbehaviour, type Json, type MisbehaviourKind, type Question, type Subject } from "./subject.ts";
export * from "./verdict.ts";
export { verdictHtml } from "./words/verdict-html.ts";
export {
  complaint,
  headline,
  likeness,
  runOf,
  signs,
  verdictText,
  type TextOptions,
} from "./words/verdict-text.ts";
