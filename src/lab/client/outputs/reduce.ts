import type { MimeBundle, Output, RecordedMessage, ShownOutput } from "../../server/api.ts";
import { appendText } from "./long-text.ts";

/** What a cell shows, and whether the next output replaces it (`clear_output(wait)`). */
export interface OutputState {
  readonly outputs: readonly Output[];
  readonly clearBeforeNext: boolean;
}

export const noOutputs: OutputState = { outputs: [], clearBeforeNext: false };

/** A cell keeps this many outputs; a loop that displays for ever must not fill the memory. */
export const maxOutputs = 500;

/** The outputs after one more message of the cell's execution; messages of other kinds change nothing. */
export function applyMessage(
  state: OutputState,
  message: Pick<RecordedMessage, "type" | "content">,
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
      return content["wait"] === true ? { ...state, clearBeforeNext: true } : noOutputs;
    case "update_display_data":
      return updateDisplay(state, content);
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
  return { outputs: [...before, output].slice(-maxOutputs), clearBeforeNext: false };
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
