import variant from "@jitl/quickjs-ng-wasmfile-release-sync";
import {
  newQuickJSWASMModuleFromVariant,
  shouldInterruptAfterDeadline,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
} from "quickjs-emscripten-core";
import { Misbehaviour, type Json, type Question, type Subject } from "../../judge/index.ts";
import type { Delivery } from "../inside/reply.ts";
import type { Limits } from "../limits.ts";
import { answerIn } from "./believe.ts";
import { tooMuchMemory, tooSlow } from "./endings.ts";

export interface QuickJsSubject {
  readonly delivery: Delivery;
  readonly file: string;
  readonly limits: Limits;
}

/** A fresh interpreter: whatever a submission did to the memory of another does not reach it. */
export async function quickJs(): Promise<QuickJSWASMModule> {
  // Its declarations are those of its CommonJS half, whose default is one level deeper.
  return newQuickJSWASMModuleFromVariant(variant as unknown as QuickJSSyncVariant);
}

const stack = 512 * 1_024;

/** A submission in an interpreter of JavaScript that is itself a WebAssembly program, and can reach nothing outside of it. */
export function quickJsSubject(
  interpreter: QuickJSWASMModule,
  settings: QuickJsSubject,
): Subject & { dispose(): void } {
  const { delivery, file, limits } = settings;
  let realm: Realm | null = null;

  const forget = (): void => {
    const old = realm;
    realm = null;
    old?.dispose();
  };

  const answered = (what: string, say: (realm: Realm) => string): Json => {
    realm ??= newRealm(interpreter, limits);
    let text: string;
    try {
      text = say(realm);
    } catch (error) {
      forget();
      throw explained(error, what, limits);
    }
    if (text.length > limits.answer) {
      throw new Misbehaviour("breaks the protocol", `${what} answers with more than ${limits.answer} bytes.`);
    }
    return answerIn(text, what);
  };

  const open = (): void => {
    answered(file, (fresh) => fresh.open(delivery));
  };

  return {
    ask({ call, args }: Question): Json {
      if (realm === null) open();
      return answered(call, (opened) => opened.ask(JSON.stringify({ call, args })));
    },
    restart: forget,
    dispose: forget,
  };
}

interface Realm {
  open(delivery: Delivery): string;
  ask(question: string): string;
  dispose(): void;
}

function newRealm(interpreter: QuickJSWASMModule, { call, heap }: Limits): Realm {
  const runtime = interpreter.newRuntime({ memoryLimitBytes: heap * 1_048_576, maxStackSizeBytes: stack });
  const context = runtime.newContext();
  let answering: QuickJSHandle | null = null;
  const inTime = <T>(work: () => T): T => {
    runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + call));
    return work();
  };
  return {
    open: ({ exercise, submission }) =>
      inTime(() => {
        const opening = context.unwrapResult(context.evalCode(exercise, "exercise"));
        const load = context.unwrapResult(context.evalCode(submission, "submission"));
        answering = context.unwrapResult(context.callFunction(opening, context.undefined, load));
        opening.dispose();
        load.dispose();
        return method(context, answering, "open");
      }),
    ask: (question) => inTime(() => method(context, answering!, "ask", question)),
    dispose() {
      answering?.dispose();
      context.dispose();
      runtime.dispose();
    },
  };
}

function method(context: QuickJSContext, object: QuickJSHandle, name: string, text?: string): string {
  const given = text === undefined ? [] : [context.newString(text)];
  const called = context.callMethod(object, name, given);
  for (const handle of given) handle.dispose();
  const answer = context.unwrapResult(called);
  const answered = context.getString(answer);
  answer.dispose();
  return answered;
}

/** Errors of the interpreter itself: what the submission throws has been caught inside. */
function explained(error: unknown, what: string, limits: Limits): Error {
  const message = error instanceof Error ? error.message : "";
  if (message.includes("interrupted")) return tooSlow(what, limits);
  if (message.includes("memory")) return tooMuchMemory(what, limits);
  return new Misbehaviour("is gone", `${what} brings its interpreter down.`, { cause: error });
}
