import { Option, type Command } from "commander";
import type { InstallOptions, InstallTarget } from "../kernel/client/index.ts";
import { typesModes } from "../kernel/service/types-mode.ts";
import { CliError } from "./errors.ts";

/** Where to install, as commander gives it. */
interface TargetOptions {
  readonly user?: true;
  readonly prefix?: string;
}

/** A folder that cannot be written. */
const cannotWrite = 1;

/** `paxoslab kernel install | uninstall | list`. */
export function addKernelCommand(program: Command): void {
  const kernel = program.command("kernel").description("make our TypeScript kernel known to Jupyter");
  kernel
    .command("install")
    .description("install the kernel for every Jupyter of this user, or under a prefix")
    .addOption(userOption())
    .addOption(prefixOption())
    .addOption(
      new Option("--types <mode>", "what becomes of cells with type errors (default: error)").choices(
        typesModes,
      ),
    )
    .action(async (options: TargetOptions & InstallOptions) => {
      const { installKernelSpec } = await import("../kernel/client/index.ts");
      const folder = await writing("install", async () => installKernelSpec(targetOf(options), options));
      console.log(`Installed the kernel "paxoslab" in ${folder}.`);
    });
  kernel
    .command("uninstall")
    .description("take the kernel from Jupyter again")
    .addOption(userOption())
    .addOption(prefixOption())
    .action(async (options: TargetOptions) => {
      const { uninstallKernelSpec } = await import("../kernel/client/index.ts");
      const folder = await writing("uninstall", async () => uninstallKernelSpec(targetOf(options)));
      console.log(folder === undefined ? "The kernel was not installed there." : `Removed ${folder}.`);
    });
  kernel
    .command("list")
    .description("list the kernels that can run notebooks here")
    .action(async () => {
      const { findKernelSpecs } = await import("../kernel/client/index.ts");
      const specs = await findKernelSpecs((problem) => console.error(`paxoslab: ${problem}`));
      const width = Math.max(...specs.map(({ name }) => name.length));
      for (const { name, displayName, resourceDir } of specs) {
        console.log(
          `${name.padEnd(width)}  ${displayName}${resourceDir === undefined ? "" : `  ${resourceDir}`}`,
        );
      }
    });
}

function userOption(): Option {
  return new Option("--user", "this user's Jupyter folder (the default)").conflicts("prefix");
}

function prefixOption(): Option {
  return new Option(
    "--prefix <folder>",
    "share/jupyter/kernels under this folder, as of a virtual environment",
  );
}

function targetOf({ prefix }: TargetOptions): InstallTarget {
  return prefix === undefined ? { kind: "user" } : { kind: "prefix", prefix };
}

/** A file system's refusal, in a sentence. */
async function writing<T>(what: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (cause) {
    const { code, path } = cause as NodeJS.ErrnoException;
    if (code === undefined || path === undefined) throw cause;
    const sentence = `Cannot ${what} the kernel: ${path} cannot be written (${code}). Choose another folder with --prefix.`;
    throw new CliError(sentence, cannotWrite, { cause });
  }
}
