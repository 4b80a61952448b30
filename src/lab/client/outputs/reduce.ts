import type { MimeBundle, Output, RecordedMessage, ShownOutput } from "../../server/api.ts";
import { appendText } from "./long-text.ts";

/** What a cell shows, and what comes of it next. */
export interface OutputState {
  readonly outputs: readonly Output[];
  /** The next output replaces these (`clear_output(wait)`). */
  readonly clearBeforeNext: boolean;
  /** What the cell asks and waits for. */
  readonly question: Question | null;
}

/** A cell asks the learner for a line of text. */
export interface Question {
  readonly id: string;
  readonly prompt: string;
  /** What is typed is not to be shown. */
  readonly isPassword: boolean;
}

export const noOutputs: OutputState = { outputs: [], clearBeforeNext: false, question: null };

/** A cell keeps this many outputs; a loop that displays for ever must not fill the memory. */
export const maxOutputs = 500;

/** The outputs after one more message of the cell's execution; messages of other kinds change nothing. */
export function applyMessage(
  state: OutputState,
  message: Pick<RecordedMessage, "id" | "type" | "content">,
): OutputState {
  const { content } = message;
  switch (message.type) {
    case "stream":
      return appendStream(state, content["name"] === "stderr" ? "stderr" : "stdout", textOf(content["text"]));
    case "display_data":
    case "execute_result":
      return append(state, displayOutput(message.type, content));
    case "error":
      return append(state, {
        output_type: "error",
        ename: textOf(content["ename"]),
        evalue: textOf(content["evalue"]),
        traceback: Array.isArray(content["traceback"]) ? content["traceback"].map(textOf) : [],
      });
    case "clear_output":
      return content["wait"] === true ? { ...state, clearBeforeNext: true } : cleared(state);
    case "update_display_data":
      return updateDisplay(state, content);
    case "input_request": {
      const isPassword = content["password"] === true;
      return { ...state, question: { id: message.id, prompt: textOf(content["prompt"]), isPassword } };
    }
    case "input_reply":
      return answered(state, content);
    default:
      return state;
  }
}

/** Replaces what was displayed under the same display id; the display may be in another cell. */
export function updateDisplay(state: OutputState, content: RecordedMessage["content"]): OutputState {
  const displayId = displayIdOf(content);
  if (displayId === undefined) return state;
  const isTarget = (output: Output): output is ShownOutput =>
    isDisplay(output) && output.displayId === displayId;
  if (!state.outputs.some(isTarget)) return state;
  const update = { data: objectOf(content["data"]), metadata: objectOf(content["metadata"]) };
  const outputs = state.outputs.map((output): Output =>
    isTarget(output) ? { ...output, ...update } : output,
  );
  return { ...state, outputs };
}

/** Question and answer stay to be read, as in a terminal. */
function answered(state: OutputState, { status, value }: RecordedMessage["content"]): OutputState {
  const { question } = state;
  if (!question) return state;
  const typed = question.isPassword ? "········" : textOf(value);
  const line = `${question.prompt}${status === "ok" ? typed : "(no answer)"}\n`;
  return appendStream({ ...state, question: null }, "stdout", line);
}

/** The cell has ended: it waits for nothing any more. */
export function withoutQuestion(state: OutputState): OutputState {
  return state.question ? { ...state, question: null } : state;
}

function cleared({ question }: OutputState): OutputState {
  return { ...noOutputs, question };
}

function appendStream(state: OutputState, name: "stdout" | "stderr", text: string): OutputState {
  const last = state.outputs.at(-1);
  if (!state.clearBeforeNext && last?.output_type === "stream" && last.name === name) {
    const merged = { ...last, text: appendText(last.text, text) };
    return { ...state, outputs: [...state.outputs.slice(0, -1), merged] };
  }
  return append(state, { output_type: "stream", name, text: appendText("", text) });
}

function append(state: OutputState, output: Output): OutputState {
  const before = state.clearBeforeNext ? [] : state.outputs;
  return { ...state, outputs: [...before, output].slice(-maxOutputs), clearBeforeNext: false };
}

function displayOutput(type: ShownOutput["output_type"], content: RecordedMessage["content"]): ShownOutput {
  const displayId = displayIdOf(content);
  const count = content["execution_count"];
  const shown = {
    data: objectOf(content["data"]),
    metadata: objectOf(content["metadata"]),
    ...(displayId === undefined ? {} : { displayId }),
  };
  if (type === "display_data") return { output_type: type, ...shown };
  return { output_type: type, ...shown, execution_count: typeof count === "number" ? count : null };
}

function isDisplay(output: Output): output is ShownOutput {
  return output.output_type === "display_data" || output.output_type === "execute_result";
}

function displayIdOf(content: RecordedMessage["content"]): string | undefined {
  const id = objectOf(content["transient"])["display_id"];
  return typeof id === "string" ? id : undefined;
}

const objectOf = (value: unknown): MimeBundle =>
  typeof value === "object" && value !== null ? (value as MimeBundle) : {};

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
