import { Session } from "node:inspector";
import { setFlagsFromString } from "node:v8";

// V8 13.6 drops the check for termination from some optimized loops around `new Array(1000)`: those could be
// stopped neither by us nor at the heap limit. Without loop unrolling the check stays.
setFlagsFromString("--no-turboshaft-loop-unrolling");

interface AttachedWorker {
  readonly params: { readonly sessionId: string; readonly workerInfo: { readonly workerId: string } };
}

/** Stops JavaScript that a worker thread is running, be it `while (true) {}`, without harm to its variables. */
export class Terminator {
  readonly #session = new Session();
  readonly #sessionIds = new Map<string, string>();
  #nextId = 1;

  constructor() {
    this.#session.connect();
    this.#session.on("NodeWorker.attachedToWorker", ({ params }: AttachedWorker) => {
      this.#sessionIds.set(params.workerInfo.workerId, params.sessionId);
    });
    this.#session.post("NodeWorker.enable", { waitForDebuggerOnStart: false });
  }

  /** Returns at once; the thread stops whenever V8 gets to it, within a few milliseconds. */
  terminate(threadId: number): void {
    const sessionId = this.#sessionIds.get(String(threadId));
    if (sessionId === undefined) throw new Error(`No inspector is attached to thread ${threadId}.`);
    const message = JSON.stringify({ id: this.#nextId, method: "Runtime.terminateExecution" });
    this.#nextId += 1;
    this.#session.post("NodeWorker.sendMessageToWorker", { sessionId, message });
  }

  forget(threadId: number): void {
    this.#sessionIds.delete(String(threadId));
  }
}
