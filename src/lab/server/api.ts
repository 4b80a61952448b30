import type { MimeBundle, Output as StoredOutput } from "../../notebook/index.ts";

/** What the page and the server say to each other under /lab/api. Types only: both sides import them. */

/** A cell of a lesson as the page holds it: text in one string, outputs as nbformat has them. */
export type LessonCell = ProseCell | CodeCell;

export interface ProseCell {
  readonly kind: "markdown" | "raw";
  readonly id: string;
  readonly source: string;
}

export interface CodeCell {
  readonly kind: "code";
  readonly id: string;
  readonly source: string;
  readonly executionCount: number | null;
  readonly outputs: readonly Output[];
  /** The last execution whose outputs these are, so that a reload knows what it missed. */
  readonly run: SavedRun | null;
}

export interface SavedRun {
  readonly requestId: string;
  readonly finished: boolean;
  /** Wall-clock duration of the cell; absent while it runs. */
  readonly elapsedMs?: number;
}

export type { MimeBundle };
type OutputOf<Type> = Extract<StoredOutput, { readonly output_type: Type }>;
export type StreamOutput = OutputOf<"stream">;
export type ErrorOutput = OutputOf<"error">;

/** One output of a cell, in the words of nbformat 4. */
export type Output = StreamOutput | ErrorOutput | ShownOutput;

/** Something displayed. Its display id, known while the kernel lives, names it for update_display_data. */
export type ShownOutput = OutputOf<"display_data" | "execute_result"> & { readonly displayId?: string };

/** How far the learner is: cells run to their end, of the cells there are. */
export interface Progress {
  readonly cellsRun: number;
  readonly cells: number;
}

export interface LessonSummary {
  readonly slug: string;
  readonly number: number;
  readonly title: string;
  readonly summary: string | null;
  readonly minutes: number | null;
  /** Null until the learner changes or runs something. */
  readonly progress: Progress | null;
  readonly exercises: readonly ExerciseSummary[];
}

/** An exercise that the lesson leads up to, as far as the judge has seen it solved. */
export interface ExerciseSummary {
  readonly slug: string;
  readonly title: string;
  readonly minutes: number;
  readonly state: "untouched" | "tried" | "passed";
}

export interface Course {
  readonly lessons: readonly LessonSummary[];
  /** The kernel that runs the lessons. */
  readonly kernelName: string;
  readonly workFolder: string;
}

export interface Lesson {
  readonly slug: string;
  readonly number: number;
  readonly title: string;
  /** Name under which the page asks for the lesson's kernel session. */
  readonly sessionPath: string;
  readonly cells: readonly LessonCell[];
  /** Revision of the working copy; null while there is none. */
  readonly revision: string | null;
  /** The lesson was changed (by an update of the course) after this working copy was begun. */
  readonly lessonChanged: boolean;
}

export interface SaveRequest {
  /** The revision these cells grew from; a save is refused when another tab saved since. */
  readonly revision: string | null;
  readonly cells: readonly LessonCell[];
}

export interface SaveReply {
  readonly revision: string;
}

/** Body of 409: what the other tab saved. */
export interface ConflictReply {
  readonly message: string;
  readonly current: Lesson;
}

export interface ResetReply {
  readonly lesson: Lesson;
  /** Where the previous attempt was kept; null when there was none. */
  readonly backup: string | null;
}

/** One execution the server saw, newest per cell. */
export interface ExecutionSummary {
  readonly cellId: string;
  readonly requestId: string;
  readonly finished: boolean;
}

/** What a kernel published for one execution, from its start, with what it asked and was answered. */
export interface ExecutionRecord extends ExecutionSummary {
  readonly messages: readonly RecordedMessage[];
}

export interface RecordedMessage {
  readonly id: string;
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly date: string;
}
