import { seccompFilter } from "../linux/seccomp.ts";
import { tryBubblewrap } from "../linux/trial.ts";
import { machine } from "./machine.ts";
import { howToAllowNamespaces } from "./namespaces.ts";
import { program, type Needed } from "./programs.ts";

/** One thing that grading on this machine depends on. */
export type Finding =
  | { readonly kind: "fine"; readonly sentence: string }
  | { readonly kind: "missing"; readonly sentence: string; readonly mend: string };

export interface Examination {
  readonly findings: readonly Finding[];
  /** Whether submissions can be locked up well enough for marks that count. */
  readonly isStrong: boolean;
}

const programs: readonly Needed[] = [
  { name: "prlimit", what: "caps on memory, files and processor time", mend: "apt install util-linux." },
  { name: "mkfifo", what: "pipes between judge and sandbox", mend: "apt install coreutils." },
  {
    name: "bwrap",
    what: "walls around files, network and processes",
    mend: "apt install bubblewrap (Debian, Ubuntu), dnf install bubblewrap (Fedora), apk add bubblewrap (Alpine).",
  },
];

/** Looks at what this machine can do for the grading of strangers' code, and tries it. */
export async function examine(): Promise<Examination> {
  if (process.platform !== "linux") return { findings: [machine(), notLinux], isStrong: false };
  const found = await Promise.all(programs.map(program));
  const trial = await tryBubblewrap();
  const sandbox = trial.works
    ? fine("A sandbox starts, and answers.")
    : doesNotStart(trial.because, found.every(isFine));
  return { findings: [machine(), ...found, systemCalls(), sandbox], isStrong: trial.works };
}

const isFine = ({ kind }: Finding): boolean => kind === "fine";

const fine = (sentence: string): Finding => ({ kind: "fine", sentence });

const notLinux: Finding = {
  kind: "missing",
  sentence: `The strongest walls are made of Linux's kernel, and this is ${process.platform}.`,
  mend: "grade in a Linux machine, a virtual one or WSL 2.",
};

function systemCalls(): Finding {
  return seccompFilter(process.arch) === null
    ? {
        kind: "missing",
        sentence: `System calls are not filtered on this processor (${process.arch}); the other walls stand.`,
        mend: "nothing needs to be done; on x64 and arm64 they are.",
      }
    : fine("Most system calls are refused by a filter: no processes, no sockets, no mounts.");
}

function doesNotStart(because: string, isComplete: boolean): Finding {
  return {
    kind: "missing",
    sentence: `No sandbox starts here: ${because}`,
    mend: isComplete ? howToAllowNamespaces() : "install what is missing above, then ask again.",
  };
}
