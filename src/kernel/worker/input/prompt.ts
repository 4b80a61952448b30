import type { Answer } from "./answer.ts";

export interface PromptOptions {
  /** What an empty answer stands for. */
  readonly default?: string;
  /** Does not show what is typed. */
  readonly password?: boolean;
}

/** Asks the user and waits; null if the user declines to answer. */
export type Prompt = (message?: string, defaultOrOptions?: string | PromptOptions) => string | null;
/** Asks the user a question to be answered with yes or no, and waits. */
export type Confirm = (message?: string) => boolean;

/** Asks the kernel to ask, and blocks until there is an answer. */
export type Ask = (question: string, isPassword: boolean) => Answer;

/** The frontend, or the moment, does not allow to ask. */
class InputNotSupportedError extends Error {
  override readonly name = "InputNotSupportedError";
}

/** The functions that browsers have, for a user who is elsewhere. */
export function questions(ask: Ask): { readonly prompt: Prompt; readonly confirm: Confirm } {
  const textOf = (question: string, isPassword: boolean): string | null => {
    const answer = ask(question, isPassword);
    switch (answer.kind) {
      case "text":
        return answer.text;
      case "cancelled":
        return null;
      case "refused":
        throw new InputNotSupportedError(answer.reason);
    }
  };
  return {
    prompt: (message = "", given = {}) => {
      const { default: byDefault, password = false } = typeof given === "string" ? { default: given } : given;
      const hint = byDefault === undefined ? "" : ` [${byDefault}]`;
      const text = textOf(spaced(`${message}${hint}`), password);
      return text === "" && byDefault !== undefined ? byDefault : text;
    },
    confirm: (message = "") =>
      /^\s*y(es)?\s*$/i.test(textOf(spaced(`${message} [y/N]`.trimStart()), false) ?? ""),
  };
}

/** What is typed follows the question on its line. */
function spaced(question: string): string {
  return question === "" || /\s$/.test(question) ? question : `${question} `;
}
