/** A program and its arguments. */
export type Command = readonly [program: string, ...args: readonly string[]];

export interface NodeCommand {
  /** The program for Node to run, as one text. */
  readonly script: string;
  /** Megabytes. */
  readonly heap: number;
}

/**
 * Node with nothing allowed: no files, processes, threads, addons or WebAssembly, no code from strings. Without its
 * compilers too (jitless): pure steps are short, and in those compilers most escapes from V8 have begun.
 */
export function nodeCommand({ script, heap }: NodeCommand): Command {
  return [
    process.execPath,
    "--permission",
    "--jitless",
    "--no-addons",
    "--no-warnings",
    "--disallow-code-generation-from-strings",
    "--v8-pool-size=0",
    `--max-old-space-size=${heap}`,
    "--max-semi-space-size=2",
    "--input-type=commonjs",
    "--eval",
    script,
  ];
}

export interface Confinement {
  readonly command: Command;
  /** Number of the open file that the filter of system calls is read from, as the child knows it. */
  readonly filter: number | null;
  /** Megabytes. */
  readonly heap: number;
}

/** Megabytes that Node needs besides the heap, for its own tables and threads. */
const runtime = 48;
/** Seconds; whoever is asked has long been stopped before, by the clock on the wall. */
const processorTime = 120;

/**
 * The same command behind bubblewrap, behind caps that the kernel keeps (see prlimit(1) and bwrap(1)).
 *
 * Not in a session of its own, which schedulers take for a rival of ours on a busy machine: there is no terminal that it
 * could reach, nor will the filter let it type into one.
 */
export function confined({ command: [program, ...args], filter, heap }: Confinement): Command {
  const inside = "/node";
  return [
    "prlimit",
    "--core=0",
    "--fsize=0",
    "--nofile=64",
    `--cpu=${processorTime}`,
    // Not the address space, of which V8 reserves gigabytes: what may be written to, so buffers count.
    `--data=${(3 * heap + runtime) * 1_048_576}`,
    "--",
    "bwrap",
    "--unshare-all",
    "--unshare-user",
    "--die-with-parent",
    "--as-pid-1",
    "--clearenv",
    "--cap-drop",
    "ALL",
    "--uid",
    "65534",
    "--gid",
    "65534",
    "--hostname",
    "sandbox",
    ...(filter === null ? [] : ["--seccomp", String(filter)]),
    "--ro-bind",
    program,
    inside,
    ...libraries().flatMap((file) => ["--ro-bind", file, file]),
    "--remount-ro",
    "/",
    "--chdir",
    "/",
    "--",
    inside,
    ...args,
  ];
}

let loaded: readonly string[] | null = null;

/** The shared libraries that this very Node has loaded: the one in the sandbox is the same program. */
function libraries(): readonly string[] {
  if (loaded !== null) return loaded;
  const report = process.report as unknown as Reporting;
  // Otherwise it looks up the names of whoever this process is connected to.
  report.excludeNetwork = true;
  const { sharedObjects } = report.getReport();
  loaded = sharedObjects.filter((file) => file.startsWith("/") && !file.endsWith(".node"));
  return loaded;
}

interface Reporting {
  excludeNetwork: boolean;
  getReport(): { readonly sharedObjects: readonly string[] };
}
