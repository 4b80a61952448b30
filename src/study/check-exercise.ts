import { fork, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Verdict } from "../judge/index.ts";
import type { Finding, Task } from "./checker-protocol.ts";
import { pinnedNode } from "./pinned-node.ts";

export interface CheckOptions {
  /** What the cases draw from; by default 1, so that the same module gets the same answer every time. */
  readonly seed?: number;
  /** How long it may take before it is stopped; by default 20. */
  readonly seconds?: number;
  /** Ends the look: what it says is of no interest any more. */
  readonly signal?: AbortSignal;
}

/** What a look at a learner's module came to. */
export type Checked = {
  readonly slug: string;
  readonly file: string;
  /** What the module printed, its end cut off where it is long. */
  readonly printed: string;
} & (
  | { readonly kind: "judged"; readonly verdict: Verdict }
  /** There is no verdict, for the reason given in a sentence. */
  | { readonly kind: "not judged"; readonly sentence: string }
);

const mostPrinted = 20_000;

/** With a heap of this size a checker needs a tenth of it; whoever fills it is stopped before the machine feels it. */
const heapMegabytes = 1024;

/** Judges a learner's module in a process of its own. Never rejects because of what the module does. */
export async function checkFile(
  slug: string,
  file: string,
  { seed = 1, seconds = 20, signal }: CheckOptions = {},
): Promise<Checked> {
  if (!existsSync(file))
    return {
      slug,
      file,
      printed: "",
      kind: "not judged",
      sentence: `There is no file ${file}. "npx paxoslab learn ${slug}" makes it.`,
    };
  const child = start();
  const end = (): void => void child.kill("SIGKILL");
  signal?.addEventListener("abort", end, { once: true });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      if (printed.length < mostPrinted) printed += text.slice(0, mostPrinted - printed.length);
    });
  }
  const outcome = await answerOf(child, { slug, file, seed }, seconds);
  signal?.removeEventListener("abort", end);
  if (outcome.kind === "judged") return { slug, file, printed, ...outcome };
  return { slug, file, printed, kind: "not judged", sentence: outcome.sentence };
}

function start(): ChildProcess {
  const entry = fileURLToPath(
    new URL(import.meta.url.endsWith(".ts") ? "checker.ts" : "checker.js", import.meta.url),
  );
  return fork(entry, [], {
    execPath: pinnedNode(),
    execArgv: [`--max-old-space-size=${heapMegabytes}`, "--disable-warning=ExperimentalWarning"],
    // A trace is plain data and more than JSON can say: undefined fields count.
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}

/** (A notebook's kernel may run on Node 20, which has no Promise.withResolvers.) */
function answerOf(child: ChildProcess, task: Task, seconds: number): Promise<Finding> {
  return new Promise((resolve) => {
    const silence = (sentence: string): void => resolve({ kind: "does not load", sentence });
    const timer = setTimeout(() => {
      silence(
        `After ${seconds} s it has not come to an end, and was stopped: is there a loop that never ends?`,
      );
      child.kill("SIGKILL");
    }, seconds * 1000);
    child.on("message", (finding) => resolve(finding as Finding));
    child.on("error", (error) => {
      clearTimeout(timer);
      silence(`The checker did not start: ${error.message}.`);
    });
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      silence(ending(code, signal));
    });
    child.send(task);
  });
}

function ending(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal === "SIGABRT" || code === 134)
    return "It took more memory than there is for it, and was stopped.";
  return `Its process ended before there was a verdict (${signal ?? `exit code ${code}`}): does it call process.exit?`;
}
