import type { Command } from "commander";

export interface LearnFlags {
  readonly dir?: string;
}

/** `paxoslab learn`: the exercises one after the other, each looked at on every save. */
export function addLearnCommand(program: Command): void {
  program
    .command("learn")
    .description("work through the exercises: each save is checked, and what is wrong is said in words")
    .argument("[exercise]", "where to begin; by default with the first one that has not been passed")
    .option(
      "--dir <folder>",
      "where your solutions are; by default the nearest folder called exercises, or a new one here",
    )
    .addHelpText(
      "after",
      "\nKeys: h a hint, l the list, r begin again (what you had is kept), s the solution, n the next one, q quit.",
    )
    .action(async (slug: string | undefined, flags: LearnFlags) => {
      const { learn } = await import("./learn/learn.ts");
      process.exitCode = await learn(slug, flags);
    });
}
