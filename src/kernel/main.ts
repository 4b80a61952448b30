import { enableCompileCache } from "node:module";
import { totalmem } from "node:os";
import { BindError } from "./host/bind-error.ts";
import { log } from "./host/log.ts";
import { onceParentGone } from "./host/parent.ts";
import { ConnectionFileError, readConnectionFile, type ConnectionInfo } from "./messaging/index.ts";

/** The kernel's process: `node main.js CONNECTION_FILE`, as a kernelspec's argv says. */

const exitCodes = { ok: 0, cannotListen: 1, usage: 2 } as const;

/** The environment variable that sets how much memory cells may take, in megabytes. */
const memoryVariable = "PAXOSLAB_KERNEL_MEMORY_MB";

function memoryLimitMb(): number {
  const asked = Number(process.env[memoryVariable]);
  if (Number.isInteger(asked) && asked > 0) return asked;
  if (process.env[memoryVariable] !== undefined) {
    log(
      `${memoryVariable} must be a whole number of megabytes, not "${process.env[memoryVariable]}"; ignored.`,
    );
  }
  return Math.min(4_096, Math.round(totalmem() / 2 ** 20 / 2));
}

async function connectionFromArguments(): Promise<ConnectionInfo> {
  const [path, ...rest] = process.argv.slice(2);
  if (path === undefined || rest.length > 0) {
    throw new ConnectionFileError("The kernel takes one argument, the path of a Jupyter connection file.");
  }
  return readConnectionFile(path);
}

async function main(): Promise<number> {
  // Whoever started us may have gone and taken the other end of our stderr along.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  try {
    await serve(await connectionFromArguments());
    return exitCodes.ok;
  } catch (error) {
    if (!(error instanceof ConnectionFileError || error instanceof BindError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error instanceof BindError ? exitCodes.cannotListen : exitCodes.usage;
  }
}

async function serve(connection: ConnectionInfo): Promise<void> {
  const folder = process.cwd();
  enableCompileCache();
  const { CellRunner } = await import("./host/cell-runner.ts");
  const cells = new CellRunner({ folder, memoryLimitMb: memoryLimitMb() });
  // The sockets and the compiler take as long to load as the process of the cells to boot: both at once.
  const { KernelServer } = await import("./host/server.ts");
  const kernel = new KernelServer({ connection, cells, folder });
  process.on("SIGINT", () => kernel.interrupt());
  process.on("SIGTERM", () => kernel.stop());
  process.on("SIGHUP", () => kernel.stop());
  onceParentGone(() => kernel.stop());
  await kernel.serve();
}

process.exit(await main());
