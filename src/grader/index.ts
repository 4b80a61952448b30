/** Judges what somebody else wrote, locked up so that it can neither fool the judge nor reach anything else. */
export * from "./class/index.ts";
export { Graders, type Graded, type GradersOptions, type Submission } from "./graders.ts";
export { examine, type Examination, type Finding } from "./health/examine.ts";
export { NoSuchPath } from "./intake/index.ts";
export { isStrong, strongestIsolation, type Isolation } from "./isolation.ts";
export * from "./reports/index.ts";
export { SandboxError } from "./judging/sandbox-error.ts";
export { usualLimits, type Limits } from "./limits.ts";
export { tryBubblewrap, type Trial } from "./linux/trial.ts";
