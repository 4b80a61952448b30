import type { FromGuardToCells } from "../guard/protocol.ts";
import { Bars } from "./bars/bars.ts";
import { progressWith } from "./bars/progress.ts";
import { asCell, CellScope, currentCell, currentScope } from "./current-cell.ts";
import { installCellGlobals } from "./cell-globals.ts";
import { installPublish, installRender } from "./display/publish.ts";
import { render } from "./display/render.ts";
import { Displays } from "./display/show.ts";
import * as templates from "./display/templates.ts";
import { ReplSession, type Evaluation } from "./evaluate.ts";
import type { Answer } from "./input/answer.ts";
import { Mailbox } from "./input/mailbox.ts";
import { questions } from "./input/prompt.ts";
import { installImports } from "./imports.ts";
import { ensureGuard } from "./guard.ts";
import { listen, tell } from "./kernel-link.ts";
import { captureOutput } from "./output.ts";
import {
  interrupted,
  type Cell,
  type FromWorker,
  type MimeBundle,
  type Outcome,
  type ToWorker,
} from "./protocol.ts";
import { Progress } from "./progress.ts";
import { describeError, installStackTraces, rememberCell } from "./stack.ts";
import { Stragglers } from "./stragglers.ts";
import { installTimers } from "./timers.ts";

/** The process that cells run in. Everything a learner's code can break is here, and can be replaced. */

const progress = new Progress();
const mailbox = new Mailbox();
/** The cell to answer for; none once it is answered. */
let running: CellScope | undefined;
/** The cell, ended or not, whose timer or the like is running. */
let calledBack: CellScope | undefined;
const stragglers = new Stragglers();

/** How long to be ready for a first cell comes before the guard does, in milliseconds. */
const guardDelay = 100;

async function run(cell: Cell): Promise<void> {
  ensureGuard(progress, mailbox.entry, hearGuard);
  const scope = new CellScope(cell.id);
  running = scope;
  rememberCell(cell);
  const outcome = await asCell(scope, async () => outcomeOf(cell));
  answer(cell.id, outcome);
}

function hearGuard(message: FromGuardToCells): void {
  switch (message.kind) {
    case "give-up":
      answer(message.cellId, { kind: "error", error: interrupted });
      return;
    case "ping":
      progress.answer(message.serial);
      return;
    case "stop-callback":
      stop(calledBack);
      calledBack = undefined;
      return;
  }
}

async function outcomeOf(cell: Cell): Promise<Outcome> {
  progress.begin(cell.id);
  const evaluation: Evaluation = await repl.evaluate(cell);
  if (evaluation.kind === "thrown") bars.failCell(cell.id);
  if (evaluation.kind !== "terminated") await displays.whenShown(cell.id);
  switch (evaluation.kind) {
    case "terminated":
      // The termination has arrived: there is none to wait for.
      progress.end(cell.id);
      return { kind: "error", error: interrupted };
    case "thrown":
      return { kind: "error", error: describeError(evaluation.error) };
    case "value":
      return { kind: "ok", ...(cell.endsInExpression && (await shown(evaluation.value))) };
  }
}

async function shown(value: unknown): Promise<{ readonly value?: MimeBundle }> {
  if (value === undefined) return {};
  const { bundle, failure } = await render(value);
  if (failure) reportUnshown(failure.error);
  return bundle ? { value: bundle } : {};
}

/**
 * A cell that was given up may still come to an end; nobody is waiting for that any more. Whatever a late
 * termination leaves undone here is done when the guard asks again.
 */
function answer(cellId: number, outcome: Outcome): void {
  if (running?.id !== cellId) return;
  if (outcome.kind === "error" && outcome.error === interrupted) stop(running);
  if (progress.end(cellId)) repl.absorbTermination();
  tell({ kind: "done", cellId, outcome });
  running = undefined;
  progress.over(cellId);
}

/** What the cell has started ends, or at least says no more. */
function stop(scope: CellScope | undefined): void {
  if (scope) bars.interruptCell(scope.id);
  scope?.stop();
  stragglers.watch();
}

/** Nothing is heard any more of a cell that was stopped. */
function say(message: FromWorker): void {
  if (currentScope()?.isStopped !== true) tell(message);
}

/** An error nobody caught, in a timer or a promise, is shown; the thread goes on. */
function reportUncaught(error: unknown): void {
  report(`Uncaught ${describeError(error).traceback.join("\n")}`);
}

/** An error in a value's own code for showing itself; the value is shown all the same, as text. */
function reportUnshown(error: unknown): void {
  report(`A value could not show itself.\n${describeError(error).traceback.join("\n")}`);
}

function report(problem: string): void {
  say({ kind: "output", cellId: currentCell(), stream: "stderr", text: `${problem}\n` });
}

/** Every question has a number: a late answer to one that was given up must not answer the next. */
let questionCount = 0;

function ask(prompt: string, isPassword: boolean): Answer {
  questionCount += 1;
  tell({ kind: "question", cellId: currentCell(), id: questionCount, prompt, isPassword });
  return mailbox.waitFor(questionCount);
}

installStackTraces();
captureOutput((stream, text) => say({ kind: "output", cellId: currentCell(), stream, text }));
const emitBundle = (bundle: MimeBundle, isUpdate: boolean): void =>
  say({ kind: "display", cellId: currentCell(), bundle, isUpdate });
installPublish(emitBundle);
installRender(render);
const displays = new Displays({ emit: emitBundle, fail: reportUnshown });
const bars = new Bars((shown) => say({ kind: "bars", ...shown }));
installCellGlobals({
  ...templates,
  display: displays.display,
  progress: progressWith(bars),
  ...questions(ask),
  clearOutput: ({ wait = false } = {}) => say({ kind: "clear", cellId: currentCell(), wait }),
});
installImports(process.cwd());
process.on("uncaughtException", reportUncaught);
process.on("unhandledRejection", reportUncaught);
const repl = new ReplSession();
installTimers({
  isStopping: ({ id }) => progress.isMarked(id),
  onCallback: (scope) => {
    calledBack = scope;
  },
});

process.on("exit", (code) => tell({ kind: "exit", code }));
// Ctrl-C is for the kernel to judge.
process.on("SIGINT", () => undefined);
setTimeout(() => ensureGuard(progress, mailbox.entry, hearGuard), guardDelay);
listen((message: ToWorker) => {
  switch (message.kind) {
    case "run":
      void run(message.cell);
      return;
  }
});
