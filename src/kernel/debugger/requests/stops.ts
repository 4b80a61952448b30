import { DebugRequestError } from "../dap.ts";
import { extrasOf, scopesOf, stackFrame } from "../frames.ts";
import { threadId } from "../thread-id.ts";
import type { Handler } from "./handler.ts";

export const threads: Handler = () => ({ threads: [{ id: threadId, name: "Cells" }] });

/** Empty as long as nothing is paused. */
export const stackTrace: Handler = (given, { session }) => {
  const frames = session.stop?.frames ?? [];
  const start = given.integerIfGiven("startFrame") ?? 0;
  const levels = given.integerIfGiven("levels") ?? 0;
  const shown = frames.slice(start, levels > 0 ? start + levels : undefined);
  return { stackFrames: shown.map(stackFrame), totalFrames: frames.length };
};

export const scopes: Handler = (given, { session, references }) => {
  const frame = session.frame(given.integer("frameId"));
  const { stop } = session;
  const exception = frame === stop?.frames[0] ? stop.why.exception : undefined;
  return { scopes: scopesOf(frame, references, extrasOf(frame, exception)) };
};

export const exceptionInfo: Handler = (_given, { session: { stop } }) => {
  if (!stop?.why.exception) throw new DebugRequestError("No cell is paused at an error.");
  const { className = "Thrown", description = "" } = stop.why.exception;
  return {
    exceptionId: className,
    description: stop.why.description,
    breakMode: "always",
    details: { stackTrace: description },
  };
};

export const goOn: Handler = (_given, { session }) => {
  session.resume();
  return { allThreadsContinued: true };
};

export const next: Handler = (_given, { session }) => {
  session.step("stepOver");
  return {};
};

export const stepIn: Handler = (_given, { session }) => {
  session.step("stepInto");
  return {};
};

export const stepOut: Handler = (_given, { session }) => {
  session.step("stepOut");
  return {};
};

/** Pauses what runs; if nothing does, then what runs next. */
export const pause: Handler = async (_given, { session }) => {
  await session.pause();
  return {};
};
