import type { Signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { OutputState, Question } from "./reduce.ts";
import { isTypingOutside } from "./typing.ts";

/** Null declines to answer. */
type Answer = (question: Question, value: string | null) => void;

interface Props {
  readonly state: Signal<OutputState>;
  readonly answer: Answer;
}

/** The line in which the learner answers what a cell asks, as long as it asks. */
export function QuestionRow({ state, answer }: Props) {
  const { question } = state.value;
  return question && <Row key={question.id} question={question} answer={answer} />;
}

function Row({ question, answer }: { readonly question: Question; readonly answer: Answer }) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => borrowFocus(input.current), []);
  const send = (event: Event) => {
    event.preventDefault();
    answer(question, input.current?.value ?? "");
  };
  const decline = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    answer(question, null);
  };
  const prompt = question.prompt.trim();
  return (
    <form class="question" onSubmit={send}>
      <label>
        <span class="prompt">{prompt}</span>
        <input
          ref={input}
          {...(question.isPassword ? ({ type: "password" } as const) : ({ type: "text" } as const))}
          aria-label={prompt === "" ? "The cell asks for input" : prompt}
          autocomplete="off"
          spellcheck={false}
          onKeyDown={decline}
        />
      </label>
      <span class="keys">
        <kbd>Enter</kbd> answers, <kbd>Esc</kbd> declines
      </span>
    </form>
  );
}

/** Takes the focus unless it would catch what is being typed elsewhere; gives it back in the end. */
function borrowFocus(input: HTMLInputElement | null): (() => void) | undefined {
  const before = document.activeElement;
  if (!input || isTypingOutside(input.closest(".code-cell"))) return undefined;
  input.focus();
  return () => {
    const isStillHere = document.activeElement === input || document.activeElement === document.body;
    if (isStillHere && before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
}
