import type { ChildProcess } from "node:child_process";
import type { StreamName } from "../worker/protocol.ts";

export type HearNative = (stream: StreamName, text: string) => void;

/** How V8 and Node begin to report on stderr why they abort; the report is long, and not for learners. */
const crashReportStart =
  /^(?:FATAL ERROR: |<--- Last few GCs|#\n# Fatal|-+ Native stack trace -+|Waiting for the debugger)/m;

/**
 * What reaches the file descriptors 1 and 2 of a process without passing through its `process.stdout`:
 * output of native code, and of processes that inherit the descriptors.
 */
export class NativeOutput {
  #crashReport = "";

  constructor(child: ChildProcess, hear: HearNative) {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => hear("stdout", text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      const start = this.#crashReport === "" ? text.search(crashReportStart) : 0;
      const rest = start < 0 ? text : text.slice(0, start);
      if (rest !== "") hear("stderr", rest);
      this.#crashReport += text.slice(rest.length);
    });
  }

  /** What the engine said about its end, if it did. */
  get crashReport(): string {
    return this.#crashReport;
  }
}
