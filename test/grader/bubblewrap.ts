import { spawnSync } from "node:child_process";

/** Why tests that need sandboxes are skipped here; undefined if they are not. In CI they fail instead. */
export function whyNoBubblewrap(): string | undefined {
  if (process.env["CI"] === "true") return undefined;
  const { status } = spawnSync("bwrap", ["--unshare-all", "--ro-bind", "/", "/", "true"]);
  return status === 0 ? undefined : "bwrap does not work here: npx paxoslab doctor says why";
}
