/** How a kernel's life ended. */
export type ExitReason =
  | { readonly kind: "shut-down" }
  | { readonly kind: "restarted" }
  | {
      readonly kind: "died";
      readonly code: number | null;
      readonly signal: NodeJS.Signals | null;
      /** The last lines the kernel's process printed. */
      readonly lastOutput: string;
    };

/** No kernel has the name asked for. */
export class KernelNotFoundError extends Error {
  override readonly name = "KernelNotFoundError";
  readonly known: readonly string[];

  constructor(asked: string, known: readonly string[], problems: readonly string[] = []) {
    const aside = problems.length > 0 ? ` (${problems.join("; ")})` : "";
    super(`There is no kernel named "${asked}". Known kernels: ${known.join(", ")}.${aside}`);
    this.known = known;
  }
}

/** A kernel's process could not be started, died at once, or never answered. */
export class KernelStartError extends Error {
  override readonly name = "KernelStartError";
  /** The last lines the kernel's process printed. */
  readonly lastOutput: string;

  constructor(kernel: string, why: string, lastOutput: string, options?: ErrorOptions) {
    const said = lastOutput === "" ? "It printed nothing." : `It printed last:\n${lastOutput}`;
    super(`The kernel "${kernel}" did not start: ${why}. ${said}`, options);
    this.lastOutput = lastOutput;
  }
}

/** The kernel ended before it answered. */
export class KernelDiedError extends Error {
  override readonly name = "KernelDiedError";
  readonly reason: ExitReason;

  constructor(kernel: string, reason: ExitReason) {
    super(`The kernel "${kernel}" ${describeExit(reason)}.`);
    this.reason = reason;
  }
}

/** In words that follow "the kernel": `died of SIGKILL`. */
export function describeExit(reason: ExitReason): string {
  switch (reason.kind) {
    case "shut-down":
      return "was shut down";
    case "restarted":
      return "was restarted";
    case "died": {
      const how = reason.signal === null ? `with exit code ${reason.code}` : `of ${reason.signal}`;
      const said = reason.lastOutput === "" ? "" : `; it printed last:\n${reason.lastOutput}`;
      return `died ${how}${said}`;
    }
  }
}
