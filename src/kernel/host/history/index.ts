import { join, resolve } from "node:path";
import envPaths from "env-paths";
import { log } from "../log.ts";
import { History } from "./history.ts";
import { SessionFiles } from "./session-files.ts";

export type { HistoryEntry } from "./entry.ts";
export type { History } from "./history.ts";

/** The environment variable that names another folder for the history, or switches it off. */
const folderVariable = "PAXOSLAB_KERNEL_HISTORY";

const limits = { size: 4 * 2 ** 20, sessions: 500 } as const;

/** The history of whoever runs this kernel. */
export function openHistory(env: NodeJS.ProcessEnv = process.env): History {
  const folder = folderOf(env[folderVariable]);
  return new History({ files: folder === undefined ? undefined : new SessionFiles(folder, limits), log });
}

function folderOf(asked: string | undefined): string | undefined {
  if (asked === "off") return undefined;
  // On Linux this is $XDG_STATE_HOME, which is for histories as well as for logs.
  return asked ? resolve(asked) : join(envPaths("paxoslab", { suffix: "" }).log, "history");
}
