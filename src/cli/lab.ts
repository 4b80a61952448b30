import { InvalidArgumentError, type Command } from "commander";

export interface LabFlags {
  readonly port?: number;
  readonly host: string;
  readonly open: boolean;
  readonly notebooks?: string;
  readonly work?: string;
  readonly kernel: string;
}

/** `paxoslab lab`: the course in the browser. */
export function addLabCommand(program: Command): void {
  program
    .command("lab")
    .description("open the course in the browser")
    .option(
      "--port <number>",
      "port to listen on; 0 for any free one (default: 8227, or the next free)",
      toPort,
    )
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--no-open", "print the address only, open no browser")
    .option("--work <folder>", "where your copies of the lessons are kept")
    .option("--notebooks <folder>", "take the lessons from this folder")
    .option("--kernel <name>", "kernel that runs the lessons", "paxoslab")
    .action(async (flags: LabFlags) => {
      const { runLab } = await import("./lab/run-lab.ts");
      await runLab(flags);
    });
}

function toPort(text: string): number {
  const port = Number(text);
  if (text.trim() === "" || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
  }
  return port;
}
