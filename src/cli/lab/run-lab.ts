import { resolve } from "node:path";
import open from "open";
import { LabStartError, startLab, type Lab } from "../../lab/server/index.ts";
import { CliError } from "../errors.ts";
import type { LabFlags } from "../lab.ts";

/** The lab could not be opened: port in use, no such folder, no such kernel. */
const cannotStart = 3;

/** Opens the lab and returns; it runs until a signal ends it. @throws CliError */
export async function runLab(flags: LabFlags): Promise<void> {
  const lab = await start(flags);
  announce(lab, flags);
  stopOnSignal(lab);
  // Where no browser can be started, the printed address is enough.
  if (flags.open) await open(lab.url).catch(() => undefined);
}

async function start(flags: LabFlags): Promise<Lab> {
  try {
    return await startLab({
      host: flags.host,
      port: flags.port,
      notebooks: flags.notebooks === undefined ? undefined : resolve(flags.notebooks),
      work: flags.work === undefined ? undefined : resolve(flags.work),
      kernelName: flags.kernel,
    });
  } catch (error) {
    if (error instanceof LabStartError) throw new CliError(error.message, cannotStart, { cause: error });
    throw error;
  }
}

function announce(lab: Lab, flags: LabFlags): void {
  if (lab.portChanged) console.log(`The usual port is taken, so this lab is on port ${lab.port}.`);
  console.log(`Paxos Lab is open at\n\n    ${lab.url}\n`);
  console.log(`Your work is kept in ${lab.workFolder}`);
  if (!isLoopback(flags.host)) {
    console.log(
      `Listening on ${flags.host} lets anyone who reaches this machine and learns the address above run ` +
        "any program as you, and the address travels the network unencrypted.",
    );
  }
  console.log("Press Ctrl-C to stop the lab and its kernels.");
}

/** The first signal ends tidily; a second does not wait. */
function stopOnSignal(lab: Lab): void {
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) process.exit(130);
    isStopping = true;
    console.log("\nStopping the lab and its kernels.");
    await lab.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());
}

const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || host.startsWith("127.");
