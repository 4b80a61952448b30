import { spawnSync } from "node:child_process";

/** Debian's own Python, which Debian's packages are for, whatever else is on the path. */
export const python = "/usr/bin/python3";

/** Why tests that need this Python package are skipped here; undefined if they are not. In CI they fail instead. */
export function whyNoPython(module: string): string | undefined {
  if (process.env["CI"] === "true") return undefined;
  if (spawnSync(python, ["-c", `import ${module}`]).status === 0) return undefined;
  return `${python} cannot import ${module}: on Debian, install python3-${module.replaceAll("_", "-")}`;
}
