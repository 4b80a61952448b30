import { parentPort, workerData } from "node:worker_threads";
import { StepFault } from "../../check/index.ts";
import { SettingError, type Subject } from "../../verify/index.ts";
import { exploreSubject } from "./explore.ts";
import { LastCall } from "./last-call.ts";
import { replaySubject } from "./replay.ts";
import { FileError, load } from "./subject.ts";
import { weatherSubject } from "./random.ts";
import type { Failure, FromSearcher, Result, Task, ToSearcher } from "./task.ts";

/** The thread that searches: a step that never returns can be stopped by ending it. */

const task = workerData as Task;
const stop = new AbortController();
const tell = (message: FromSearcher): void => parentPort?.postMessage(message);
parentPort?.on("message", (message: ToSearcher) => {
  if (message.kind === "stop") stop.abort();
});

async function run(): Promise<Result> {
  const subject = watched(await load(task.subject));
  const onProgress = (progress: Extract<FromSearcher, { kind: "progress" }>["progress"]): void =>
    tell({ kind: "progress", progress });
  const { way } = task;
  switch (way.kind) {
    case "explore":
      return exploreSubject(subject, task, { ...way.limits, onProgress, signal: stop.signal });
    case "random":
      return weatherSubject(subject, { ...way, onProgress, signal: stop.signal });
    case "replay":
      return replaySubject(subject, way.recording);
  }
}

function watched(subject: Subject): Subject {
  if (subject.kind === "specification") return subject;
  const { model } = subject;
  return { ...subject, model: { ...model, protocol: new LastCall(task.lastCall).watch(model.protocol) } };
}

/** What the user can mend, in a sentence; anything else is our own bug and is thrown on. */
function failureOf(error: unknown): Failure {
  if (error instanceof StepFault) return { kind: "step", sentence: error.message };
  if (error instanceof SettingError) return { kind: "settings", sentence: error.message };
  if (error instanceof FileError) return { kind: "file", sentence: error.message };
  if (error instanceof RangeError && task.subject.kind === "file") {
    return { kind: "file", sentence: `${task.subject.path}: ${error.message}` };
  }
  throw error;
}

try {
  tell({ kind: "result", result: await run() });
} catch (error) {
  tell({ kind: "failed", failure: failureOf(error) });
} finally {
  parentPort?.removeAllListeners();
}
