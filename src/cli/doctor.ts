import type { Command } from "commander";
import type { Finding } from "../grader/index.ts";

/** Submissions can be judged, but not locked up well enough for marks that count. */
const weak = 1;

/** `paxoslab doctor`: what this machine can do, and how to mend what it cannot. */
export function addDoctorCommand(program: Command): void {
  program
    .command("doctor")
    .description("say whether this machine can grade strangers' code safely, and how to mend what is missing")
    .addHelpText(
      "after",
      "\nExit code 0: grades can rest on it. 1: only with weaker walls around submissions.",
    )
    .action(async () => {
      const { examine } = await import("../grader/index.ts");
      const { findings, isStrong } = await examine();
      for (const finding of findings) console.log(told(finding));
      console.log(
        isStrong
          ? "\nSubmissions are locked up by bubblewrap: grades can rest on it."
          : "\nSubmissions run in an interpreter (QuickJS) and nothing else around it: fine for your own; " +
              "to grade others' all the same, say --allow-weak-isolation.",
      );
      if (!isStrong) process.exitCode = weak;
    });
}

function told(finding: Finding): string {
  switch (finding.kind) {
    case "fine":
      return `  ok       ${finding.sentence}`;
    case "missing":
      return `  missing  ${finding.sentence}\n           To mend it: ${finding.mend}`;
  }
}
