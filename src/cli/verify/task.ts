import type { Progress, Recording, Settings } from "../../verify/index.ts";

/** What is verified, in data that can be sent to a thread. */
export type SubjectName =
  | { readonly kind: "model"; readonly name: string; readonly settings: Partial<Settings> }
  | { readonly kind: "file"; readonly path: string };

/** What the thread that searches is told. */
export interface Task {
  readonly subject: SubjectName;
  readonly way: Way;
  readonly minimise: boolean;
  /** Where it notes each call of the protocol before it makes it; see {@link LastCall}. */
  readonly lastCall: SharedArrayBuffer;
}

export type Way =
  | { readonly kind: "explore"; readonly limits: ExploreLimits }
  | { readonly kind: "random"; readonly runs: number; readonly seed: number }
  | { readonly kind: "replay"; readonly recording: Recording };

export interface ExploreLimits {
  readonly depth?: number;
  readonly states?: number;
  readonly megabytes?: number;
  readonly seconds?: number;
}

export type ToSearcher = { readonly kind: "stop" };

export type FromSearcher =
  | { readonly kind: "progress"; readonly progress: Progress | { readonly storms: number } }
  | { readonly kind: "result"; readonly result: Result }
  | { readonly kind: "failed"; readonly failure: Failure };

/** What came of it, in words and as data. */
export interface Result {
  readonly outcome: "held" | "violated" | "bound reached";
  readonly text: string;
  readonly json: object;
  readonly recording: Recording | null;
  /** The counterexample as a test; null if there is none, or if nothing can be imported to run it on. */
  readonly test: string | null;
}

export interface Failure {
  /** `step`: the protocol's code is at fault; `settings`: the command line; `file`: the file given. */
  readonly kind: "step" | "settings" | "file";
  readonly sentence: string;
}
