/** The lab's server: the course, its page, and the Jupyter Server API for kernels. */
import { existsSync } from "node:fs";
import { access, constants, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { findKernelSpec, KernelNotFoundError } from "../../kernel/client/index.ts";
import { newToken } from "./access.ts";
import { listen, defaultPort } from "./listen.ts";
import { exercisesHere } from "../../study/exercise-folder.ts";
import { packageRoot } from "../../study/package-root.ts";
import { buildServer } from "./server.ts";
import { LabStartError } from "./start-error.ts";
import { defaultWorkFolder } from "../../study/work-folder.ts";

export { LabStartError } from "./start-error.ts";

export interface LabOptions {
  readonly host?: string | undefined;
  /** Undefined: the default, or the next free one after it. 0: any. */
  readonly port?: number | undefined;
  readonly token?: string | undefined;
  readonly notebooks?: string | undefined;
  readonly work?: string | undefined;
  readonly kernelName?: string | undefined;
}

export interface Lab {
  /** The address to open, with the token. */
  readonly url: string;
  readonly port: number;
  /** The default port was taken, so another was chosen. */
  readonly portChanged: boolean;
  readonly workFolder: string;
  /** Shuts every kernel down, then the server. */
  close(): Promise<void>;
}

/** @throws LabStartError when the address, the lessons, the folder for work or the kernel are not to be had. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { host = "127.0.0.1", port: wantedPort, token = newToken(), kernelName = "paxoslab" } = options;
  const work = options.work ?? defaultWorkFolder();
  const exercises = exercisesHere();
  const notebooks = options.notebooks ?? join(packageRoot, "notebooks");
  if (!existsSync(notebooks)) {
    throw new LabStartError(`There is no folder ${notebooks} to take the lessons from: see --notebooks.`);
  }
  await requireWorkFolder(work);
  await requireKernel(kernelName);
  const app = await buildServer({ token, notebooks, work, exercises, kernelName, extraHosts: [host] });
  const port = await listen(app, { host, port: wantedPort });
  return {
    url: `http://${shownHost(host)}:${port}/?token=${token}`,
    port,
    portChanged: wantedPort === undefined && port !== defaultPort,
    workFolder: work,
    close: async () => app.close(),
  };
}

/** Before the first lesson is opened: what cannot be kept would be lost. */
async function requireWorkFolder(work: string): Promise<void> {
  try {
    await mkdir(work, { recursive: true });
    await access(work, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === "EEXIST" || code === "ENOTDIR"
        ? "there is a file in its place"
        : `it cannot be written (${code})`;
    throw new LabStartError(
      `Your work cannot be kept in ${work}: ${why}. Choose another folder with --work.`,
      {
        cause: error,
      },
    );
  }
}

async function requireKernel(name: string): Promise<void> {
  try {
    await findKernelSpec(name);
  } catch (error) {
    if (error instanceof KernelNotFoundError) throw new LabStartError(error.message, { cause: error });
    throw error;
  }
}

/** A name a browser on this machine can open. */
function shownHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
