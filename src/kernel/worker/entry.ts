import type { FromGuardToCells } from "../guard/protocol.ts";
import { Bars } from "./bars/bars.ts";
import { progressWith } from "./bars/progress.ts";
import { CellRuns } from "./cell-runs.ts";
import { Constants } from "./constants.ts";
import { asCell, CellScope, currentCell, currentScope, resourcesOfCell } from "./current-cell.ts";
import { CommBook } from "./comms/comms.ts";
import type { CommEvent } from "./comms/event.ts";
import { installCellGlobals } from "./cell-globals.ts";
import { describeError, describeUncaught } from "./describe-error.ts";
import { installPublish, installRender } from "./display/publish.ts";
import { render } from "./display/render.ts";
import { Displays } from "./display/show.ts";
import * as templates from "./display/templates.ts";
import { ReplSession } from "./evaluate.ts";
import type { Answer } from "./input/answer.ts";
import { Mailbox } from "./input/mailbox.ts";
import { questions } from "./input/prompt.ts";
import { installImports } from "./imports.ts";
import { ensureGuard } from "./guard.ts";
import { installKernelObject } from "./kernel-object.ts";
import { listen, tell } from "./kernel-link.ts";
import { captureOutput } from "./output.ts";
import type { FromWorker, MimeBundle, ToWorker } from "./protocol.ts";
import { Progress } from "./progress.ts";
import { installStackTraces } from "./stack.ts";
import { Stragglers } from "./stragglers.ts";
import { installTimers } from "./timers.ts";

/** The process that cells run in. Everything a learner's code can break is here, and can be replaced. */

const progress = new Progress();
const mailbox = new Mailbox();
/** The cell, ended or not, whose timer or the like is running. */
let calledBack: CellScope | undefined;

/** How long to be ready for a first cell comes before the guard does, in milliseconds. */
const guardDelay = 100;

function hearGuard(message: FromGuardToCells): void {
  switch (message.kind) {
    case "give-up":
      runs.giveUp(message.cellId);
      return;
    case "ping":
      progress.answer(message.serial);
      return;
    case "stop-callback":
      if (calledBack) runs.stop(calledBack);
      calledBack = undefined;
      return;
  }
}

/** Nothing is heard any more of a cell that was stopped. */
function say(message: FromWorker): void {
  if (currentScope()?.isStopped !== true) tell(message);
}

/** An error nobody caught, in a timer or a promise, is shown; the thread goes on. */
function reportUncaught(error: unknown): void {
  report(describeUncaught(error));
}

/** An error in a value's own code for showing itself; the value is shown all the same, as text. */
function reportUnshown(error: unknown): void {
  report(`A value could not show itself.\n${describeError(error).traceback.join("\n")}\n`);
}

function report(problem: string): void {
  say({ kind: "output", cellId: currentCell(), stream: "stderr", text: problem });
}

/** Every question has a number: a late answer to one that was given up must not answer the next. */
let questionCount = 0;

function ask(prompt: string, isPassword: boolean): Answer {
  questionCount += 1;
  tell({ kind: "question", cellId: currentCell(), id: questionCount, prompt, isPassword });
  return mailbox.waitFor(questionCount);
}

/** As a callback of a cell of its own: what fails in it is shown, and it can be interrupted. */
function hearComm(cellId: number, event: CommEvent): void {
  asCell(new CellScope({ id: cellId, shell: 0 }), () => setImmediate(() => comms.hear(event)));
}

installStackTraces();
captureOutput((stream, text) => say({ kind: "output", cellId: currentCell(), stream, text }));
const emitBundle = (bundle: MimeBundle, isUpdate: boolean): void =>
  say({ kind: "display", cellId: currentCell(), bundle, isUpdate });
installPublish(emitBundle);
installRender(render);
const displays = new Displays({ emit: emitBundle, fail: reportUnshown });
const bars = new Bars((shown) => say({ kind: "bars", ...shown }));
const comms = new CommBook({
  register: (target) => say({ kind: "comm-target", target }),
  send: (event) => say({ kind: "comm", cellId: currentCell(), event }),
});
installCellGlobals({
  comms,
  ...templates,
  display: displays.display,
  progress: progressWith(bars),
  ...questions(ask),
  clearOutput: ({ wait = false } = {}) => say({ kind: "clear", cellId: currentCell(), wait }),
});
const constants = new Constants();
installKernelObject({
  ...installImports(process.cwd()),
  declare: constants.declare,
  assign: constants.assign,
  use: (resource) => resourcesOfCell().use(resource),
  useAsync: (resource) => resourcesOfCell().useAsync(resource),
});
process.on("uncaughtException", reportUncaught);
process.on("unhandledRejection", reportUncaught);
const repl = new ReplSession();
const stragglers = new Stragglers();
const runs = new CellRuns({ progress, repl, displays, bars, stragglers, onUnshown: reportUnshown });
installTimers({
  isStopping: (scope) => progress.isMarked(scope),
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
      ensureGuard(progress, mailbox.entry, hearGuard);
      void runs.run(message.cell);
      return;
    case "comm":
      hearComm(message.cellId, message.event);
      return;
  }
});
