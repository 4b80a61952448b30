import { kernelHost } from "./kernel.ts";
import { terminalHost } from "./terminal.ts";
import { tslabHost } from "./tslab.ts";
import type { Host } from "./host.ts";

/** The host this code runs in. Asked anew each time: a kernel may set itself up after this module is loaded. */
export function findHost(): Host {
  return kernelHost() ?? tslabHost() ?? terminalHost;
}
