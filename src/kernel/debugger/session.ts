import type { Protocol } from "devtools-protocol";
import { setTimeout as sleep } from "node:timers/promises";
import { Breakpoints } from "./breakpoints.ts";
import type { CellTexts } from "./cell-texts.ts";
import { DebugRequestError, type Breakpoint } from "./dap.ts";
import { framesOf, type Frame } from "./frames.ts";
import type { Inspector, InspectorEvent } from "./inspector.ts";
import {
  isException,
  judge,
  stepStart,
  type ExceptionFilter,
  type Step,
  type StepStart,
  type Verdict,
} from "./pauses.ts";
import type { References } from "./references.ts";
import { passedOver, type Scripts } from "./scripts.ts";
import { StopPlaces } from "./stop-places.ts";
import { isUncaught, type Sources } from "./uncaught.ts";
import { objectGroup } from "./object-group.ts";

/** The thread of the cells stands still. */
export interface Stop {
  readonly paused: Protocol.Debugger.PausedEvent;
  readonly frames: readonly Frame[];
  readonly why: Extract<Verdict, { kind: "stop" }>;
}

export interface SessionListener {
  readonly stopped: (stop: Stop) => void;
  readonly continued: () => void;
  readonly breakpointChanged: (breakpoint: Breakpoint) => void;
}

export interface SessionOptions {
  readonly inspector: Inspector;
  readonly scripts: Scripts;
  readonly texts: CellTexts;
  readonly references: References;
  readonly listener: SessionListener;
  /** Are packages passed over when stepping? */
  readonly isJustMyCode: boolean;
  readonly log: (problem: unknown) => void;
}

/** How often, and how many times, V8 is asked to pause. In milliseconds. */
const pauseInterval = 50;
const pauseAttempts = 20;

/** How many `await`s back the stack of calls is followed. */
const asyncDepth = 16;

/** One client's debugging of the thread of the cells, from attach to disconnect. */
export class DebugSession {
  readonly breakpoints: Breakpoints;
  readonly #options: SessionOptions;
  readonly #exceptionFilters = new Set<ExceptionFilter>();
  readonly #stopPlaces: StopPlaces;
  #stop: Stop | undefined;
  #step: StepStart | undefined;
  #isPauseAsked = false;
  /** Counts up whenever V8 pauses or goes on. */
  #pauses = 0;
  /** The breakpoints of the file that was loaded last. */
  #whenPlaced: Promise<void> = Promise.resolve();

  readonly #sources: Sources = {
    has: (scriptId) => this.#options.scripts.byId(scriptId) !== undefined,
    text: async (scriptId) =>
      (await this.#options.inspector.post("Debugger.getScriptSource", { scriptId })).scriptSource,
  };

  constructor(options: SessionOptions) {
    this.#options = options;
    const { inspector, scripts, texts, listener } = options;
    this.#stopPlaces = new StopPlaces(texts);
    this.breakpoints = new Breakpoints({ inspector, scripts, texts, onChange: listener.breakpointChanged });
  }

  /** Makes V8 debug; also a thread that has replaced the one before. */
  async begin(): Promise<void> {
    const { inspector, isJustMyCode } = this.#options;
    await inspector.post("Debugger.enable");
    await inspector.post("Debugger.setAsyncCallStackDepth", { maxDepth: asyncDepth });
    await inspector.post("Debugger.setBlackboxPatterns", { patterns: passedOver(isJustMyCode) });
    await this.#applyExceptionFilters();
    await this.breakpoints.setAgain();
  }

  get stop(): Stop | undefined {
    return this.#stop;
  }

  /** @throws DebugRequestError */
  frame(id: number): Frame {
    const frame = this.#stop?.frames.find((each) => each.id === id);
    if (frame) return frame;
    throw new DebugRequestError("That frame is gone: the cell has gone on since.");
  }

  async setExceptionFilters(filters: readonly ExceptionFilter[]): Promise<void> {
    this.#exceptionFilters.clear();
    for (const filter of filters) this.#exceptionFilters.add(filter);
    await this.#applyExceptionFilters();
  }

  /** @throws DebugRequestError if nothing is paused; so does `step`. */
  resume(): void {
    this.#stopOrFail();
    // What comes next may be the end of the process: an answer is not to be counted on.
    this.#options.inspector.tell("Debugger.resume");
  }

  /** Ends the code that is paused, as if it had been interrupted. */
  terminate(): void {
    if (this.#stop) this.#options.inspector.tell("Debugger.resume", { terminateOnResume: true });
  }

  step(step: Step): void {
    const { paused, frames } = this.#stopOrFail();
    const [top] = frames;
    this.#step = top && stepStart(step, paused, top);
    this.#options.inspector.tell(`Debugger.${step}`);
  }

  /** Pauses what runs; if nothing does, then what runs next. Returns before it has. */
  async pause(): Promise<void> {
    this.#isPauseAsked = true;
    await this.#options.inspector.post("Debugger.pause");
    this.#keepPausing().catch(this.#options.log);
  }

  /** V8 drops the wish where the thread happens to be in code that is passed over, a moment before a cell's. */
  async #keepPausing(): Promise<void> {
    for (let asked = 1; asked < pauseAttempts; asked++) {
      await sleep(pauseInterval, undefined, { ref: false });
      if (!this.#isPauseAsked) return;
      this.#options.inspector.tell("Debugger.pause");
    }
  }

  hear({ method, params }: InspectorEvent): void {
    switch (method) {
      case "Debugger.scriptParsed":
        this.#scriptParsed(params);
        return;
      case "Debugger.paused":
        this.#paused(params).catch(this.#options.log);
        return;
      case "Debugger.resumed":
        this.#resumed();
        return;
      default:
    }
  }

  /** The thread has gone: nothing of it can be asked any more. */
  forgetThread(): void {
    this.#isPauseAsked = false;
    this.#step = undefined;
    this.#resumed();
    this.breakpoints.forgetThread();
  }

  #scriptParsed(event: Protocol.Debugger.ScriptParsedEvent): void {
    const script = this.#options.scripts.add(event);
    if (!script || script.isCell) return;
    this.#whenPlaced = this.breakpoints.fileLoaded(script).catch(this.#options.log);
  }

  async #paused(paused: Protocol.Debugger.PausedEvent): Promise<void> {
    if (paused.reason === "instrumentation") {
      // A file whose code is not where its author wrote it is about to run.
      await this.#whenPlaced;
      this.#options.inspector.tell("Debugger.resume");
      return;
    }
    this.#pauses += 1;
    const pause = this.#pauses;
    const asksUncaught = this.#exceptionFilters.has("uncaught") && isException(paused);
    const isUncaughtError = asksUncaught && (await isUncaught(paused, this.#sources));
    const frames = framesOf(paused, this.#options.scripts);
    // The guard may have let it go on meanwhile.
    if (pause !== this.#pauses) return;
    const verdict = judge(paused, {
      frames,
      breakpoints: this.breakpoints,
      step: this.#step,
      isPauseAsked: this.#isPauseAsked,
      exceptionFilters: this.#exceptionFilters,
      isUncaught: isUncaughtError,
      isStopPlace: (frame) => this.#stopPlaces.has(frame),
    });
    switch (verdict.kind) {
      case "stop":
        this.#step = undefined;
        this.#isPauseAsked = false;
        this.#stop = { paused, frames, why: verdict };
        this.#options.listener.stopped(this.#stop);
        return;
      case "resume":
        this.#step = undefined;
        this.#options.inspector.tell("Debugger.resume");
        return;
      case "step":
        this.#options.inspector.tell(`Debugger.${verdict.step}`);
        return;
    }
  }

  #resumed(): void {
    this.#pauses += 1;
    if (!this.#stop) return;
    this.#stop = undefined;
    this.#options.references.clear();
    this.#options.listener.continued();
    this.#options.inspector.tell("Runtime.releaseObjectGroup", { objectGroup });
  }

  async #applyExceptionFilters(): Promise<void> {
    // V8 does not know which errors a cell leaves uncaught after an await: it must show us all.
    const state = this.#exceptionFilters.size > 0 ? "all" : "none";
    await this.#options.inspector.post("Debugger.setPauseOnExceptions", { state });
  }

  #stopOrFail(): Stop {
    if (this.#stop) return this.#stop;
    throw new DebugRequestError("No cell is paused.");
  }
}
