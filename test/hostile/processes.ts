import { readdirSync, readFileSync } from "node:fs";

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
}

/** The sandboxes that this very process, or a child of its, has started and that have not ended. */
export function confinedProcesses(of = process.pid): readonly Process[] {
  const all = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? look(Number(name)) : []));
  const below = (id: number): readonly Process[] =>
    all.filter(({ parent }) => parent === id).flatMap((one) => [one, ...below(one.id)]);
  return below(of).filter(({ command }) => /^(prlimit|bwrap|\/node) /.test(command));
}

function look(id: number): readonly Process[] {
  try {
    const status = readFileSync(`/proc/${id}/status`, "utf8");
    const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
    return [
      { id, parent, command: readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ").slice(0, 80) },
    ];
  } catch {
    // It has ended since it was listed.
    return [];
  }
}
