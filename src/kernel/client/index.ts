/** A Jupyter client: finds kernels of any language, starts them, talks to them, and never leaves one behind. */
export {
  describeExit,
  KernelDiedError,
  KernelNotFoundError,
  KernelStartError,
  type ExitReason,
} from "./errors.ts";
export type { ExecuteOptions, ExecuteReply, Execution } from "./execution.ts";
export {
  installKernelSpec,
  uninstallKernelSpec,
  type InstallOptions,
  type InstallTarget,
} from "./install.ts";
export { startKernel, type Kernel } from "./kernel.ts";
export type { StartOptions } from "./life.ts";
export { findKernelSpec, findKernelSpecs, ownSpec, type KernelSpec } from "./spec.ts";
export type { Channel, Header, JsonObject, Message, RequestChannel } from "../messaging/index.ts";
