import type { Host } from "./host.ts";

/** Node itself, or whatever else has a console: figures in words, tables in columns. */
export const terminalHost: Host = {
  name: "terminal",
  // oxlint-disable-next-line no-console -- printing is what this host is for
  publish: (bundle) => console.log(bundle["text/plain"]),
};
