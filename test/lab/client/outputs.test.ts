import { expect, test } from "vitest";
import { appendText, excerpt, overwriteLines } from "../../../src/lab/client/outputs/long-text.ts";
import { bestMime, mimeText, plotlyMime } from "../../../src/lab/client/outputs/mime.ts";
import {
  applyMessage,
  maxOutputs,
  noOutputs,
  updateDisplay,
  withoutQuestion,
} from "../../../src/lab/client/outputs/reduce.ts";

type Content = Readonly<Record<string, unknown>>;

/** The outputs after these messages, each given as [type, content]. */
function after(...messages: readonly (readonly [string, Content])[]) {
  return messages.reduce(
    (state, [type, content], index) => applyMessage(state, { id: String(index), type, content }),
    noOutputs,
  );
}

const out = (text: string): readonly [string, Content] => ["stream", { name: "stdout", text }];
const err = (text: string): readonly [string, Content] => ["stream", { name: "stderr", text }];
const shown = (text: string, id: string): readonly [string, Content] => [
  "display_data",
  { data: { "text/plain": text }, metadata: {}, transient: { display_id: id } },
];

test("text to one stream is one output; another stream begins a new one", () => {
  expect(after(out("a"), out("b\n"), err("c"), out("d")).outputs).toEqual([
    { output_type: "stream", name: "stdout", text: "ab\n" },
    { output_type: "stream", name: "stderr", text: "c" },
    { output_type: "stream", name: "stdout", text: "d" },
  ]);
});

test("clear_output clears at once, or with wait when the next output comes", () => {
  expect(after(out("a"), ["clear_output", { wait: false }]).outputs).toEqual([]);
  const waiting = after(out("a"), ["clear_output", { wait: true }]);
  expect(waiting.outputs).toHaveLength(1);
  expect(applyMessage(waiting, { id: "b", type: "stream", content: out("b")[1] }).outputs).toEqual([
    { output_type: "stream", name: "stdout", text: "b" },
  ]);
});

test("update_display_data replaces what was shown under its id, and nothing else", () => {
  const state = after(shown("old", "x"), shown("other", "y"));
  const updated = updateDisplay(state, shown("new", "x")[1]);
  expect(updated.outputs).toMatchObject([
    { data: { "text/plain": "new" } },
    { data: { "text/plain": "other" } },
  ]);
  expect(updateDisplay(state, shown("new", "z")[1])).toBe(state);
});

const asked = (prompt: string, password = false): readonly [string, Content] => [
  "input_request",
  { prompt, password },
];

test("a question waits for its answer, and both stay to be read", () => {
  expect(after(out("a\n"), asked("Ward? ")).question).toEqual({
    id: "1",
    prompt: "Ward? ",
    isPassword: false,
  });
  const answered = after(asked("Ward? "), ["input_reply", { status: "ok", value: "Bandra" }], out("b"));
  expect(answered.question).toBeNull();
  expect(answered.outputs).toMatchObject([{ text: "Ward? Bandra\nb" }]);
});

test("a password is not shown, nor how long it is; who declines has given no answer", () => {
  const secret = after(asked("PIN: ", true), ["input_reply", { status: "ok", value: "1234" }]);
  expect(secret.outputs).toMatchObject([{ text: "PIN: ········\n" }]);
  const declined = after(asked("Ward? "), ["input_reply", { status: "aborted" }]);
  expect(declined.outputs).toMatchObject([{ text: "Ward? (no answer)\n" }]);
});

test("clearing the output leaves the question; the end of the cell takes it away", () => {
  const state = after(out("a"), asked("Ward? "), ["clear_output", { wait: false }]);
  expect(state).toMatchObject({ outputs: [], question: { prompt: "Ward? " } });
  expect(withoutQuestion(state)).toEqual(noOutputs);
});

test("a loop that displays for ever keeps its last outputs", () => {
  const many = Array.from({ length: maxOutputs + 5 }, (_, index) => shown(String(index), String(index)));
  const { outputs } = after(...many);
  expect(outputs).toHaveLength(maxOutputs);
  expect(outputs.at(-1)).toMatchObject({ data: { "text/plain": String(maxOutputs + 4) } });
});

test("messages of other kinds change nothing", () => {
  const state = after(out("a"));
  expect(applyMessage(state, { id: "c", type: "comm_open", content: {} })).toBe(state);
});

test("a flood of text keeps its start and its end and says how much is missing", () => {
  let text = "first\n";
  for (let at = 0; at < 40; at++) text = appendText(text, "x".repeat(100_000));
  text = appendText(text, "\nlast");
  expect(text.length).toBeLessThan(1_300_000);
  expect(text).toMatch(/^first\n/);
  expect(text).toMatch(/\nlast$/);
  const missing = Number(/… (\d+) characters left out …/.exec(text)?.[1]);
  const marks = /\n… \d+ characters left out …\n/.exec(text)?.[0].length ?? 0;
  expect(text.length - marks + missing).toBe("first\n".length + 40 * 100_000 + "\nlast".length);
});

test("the excerpt of a long text is its last lines", () => {
  const text = Array.from({ length: 1000 }, (_, index) => `line ${index}\n`).join("");
  const { text: end, hiddenLines } = excerpt(text, 200);
  expect(end.split("\n")[0]).toBe("line 800");
  expect(hiddenLines).toBe(800);
  expect(excerpt("short\ntext")).toEqual({ text: "short\ntext", hiddenLines: 0 });
  expect(excerpt("x".repeat(50_000)).text).toHaveLength(30_000);
});

test("a carriage return overwrites its line, as progress bars expect", () => {
  expect(overwriteLines("10 %\r20 %\r100 %\ndone\r\n")).toBe("100 %\ndone\n");
  expect(overwriteLines("long line\rshort")).toBe("shortline");
});

test("a figure beats its HTML, HTML beats a picture, anything beats plain text", () => {
  const plain = { "text/plain": "p" };
  expect(bestMime({ ...plain, "text/html": "h", [plotlyMime]: {} })).toBe(plotlyMime);
  expect(bestMime({ ...plain, "image/png": "i", "text/html": "h" })).toBe("text/html");
  expect(bestMime(plain)).toBe("text/plain");
  expect(bestMime({ "application/x-unknown": 1 })).toBeUndefined();
  expect(mimeText(["a\n", "b"])).toBe("a\nb");
});
