import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import {
  ownSpec,
  startKernel,
  type ExecuteOptions,
  type ExecuteReply,
  type Kernel,
  type KernelSpec,
  type Message,
} from "../../../src/kernel/client/index.ts";

/** What became of one cell, as a Jupyter client sees it. */
export interface Ran {
  readonly reply: ExecuteReply;
  readonly messages: readonly Message[];
  readonly stdout: string;
  readonly stderr: string;
  /** text/plain of the result. */
  readonly result: string | undefined;
  /** `ename: evalue` of the error. */
  readonly error: string | undefined;
  readonly traceback: string;
}

export interface Session {
  readonly kernel: Kernel;
  readonly folder: string;
  readonly run: (code: string, options?: ExecuteOptions) => Promise<Ran>;
}

export interface SessionOptions {
  readonly spec?: KernelSpec;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Keeps the history of its kernels in the folder `history`. */
  readonly history?: boolean;
}

/** A kernel in an empty folder, both gone when the test is over. */
export async function newSession(options: SessionOptions = {}): Promise<Session> {
  const { session, end } = await begin(options);
  onTestFinished(end);
  return session;
}

/** One for all tests of a file, to be called outside of them: what one leaves behind the next one finds. */
export function sharedSession(options: SessionOptions = {}): Session {
  let begun: Awaited<ReturnType<typeof begin>> | undefined;
  beforeAll(async () => {
    begun = await begin(options);
  });
  afterAll(async () => begun?.end());
  const session = (): Session => {
    if (!begun) throw new Error("The shared session begins with the first test.");
    return begun.session;
  };
  return {
    get kernel() {
      return session().kernel;
    },
    get folder() {
      return session().folder;
    },
    run: async (code, options) => session().run(code, options),
  };
}

async function begin(
  options: SessionOptions,
): Promise<{ readonly session: Session; readonly end: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "kernel-test-"));
  const { spec = ownSpec(), env = {}, cwd = folder, history = false } = options;
  const historyEnv = history ? { PAXOSLAB_KERNEL_HISTORY: join(folder, "history") } : {};
  const kernel = await startKernel(spec, { cwd, env: { ...historyEnv, ...env } });
  const end = async (): Promise<void> => {
    await kernel.shutdown();
    await rm(folder, { recursive: true });
  };
  return { session: { kernel, folder, run: async (code, options) => run(kernel, code, options) }, end };
}

async function run(kernel: Kernel, code: string, options?: ExecuteOptions): Promise<Ran> {
  const execution = kernel.execute(code, options);
  const messages: Message[] = [];
  for await (const message of execution) messages.push(message);
  const reply = await execution.reply;
  const ofType = (type: string): readonly Message[] =>
    messages.filter(({ header }) => header.msg_type === type);
  const stream = (name: string): string =>
    ofType("stream")
      .filter(({ content }) => content["name"] === name)
      .map(({ content }) => content["text"])
      .join("");
  const data = ofType("execute_result")[0]?.content["data"] as Readonly<Record<string, string>> | undefined;
  const error = ofType("error")[0]?.content;
  return {
    reply,
    messages,
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    result: data?.["text/plain"],
    error: error && `${String(error["ename"])}: ${String(error["evalue"])}`,
    traceback: (error?.["traceback"] as readonly string[] | undefined)?.join("\n") ?? "",
  };
}
