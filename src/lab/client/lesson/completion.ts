import { autocompletion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";

interface Matches {
  readonly matches: readonly string[];
  readonly cursor_start: number;
  readonly cursor_end: number;
}

/** Asks the kernel how `code` may go on at `cursor`; null when it cannot say now. */
export type AskKernel = (code: string, cursor: number) => Promise<Matches | null>;

/** Longest wait for the kernel, in milliseconds: later than this a list only startles. */
const patience = 1500;

/** Completion by the kernel, which knows the types and what earlier cells declared. */
export function completion(ask: AskKernel) {
  return autocompletion({
    override: [(context) => fromKernel(context, ask)],
    activateOnTypingDelay: 150,
    maxRenderedOptions: 60,
  });
}

async function fromKernel(context: CompletionContext, ask: AskKernel): Promise<CompletionResult | null> {
  const isWorthAsking = context.explicit || context.matchBefore(/[\w$.]$/) !== null;
  if (!isWorthAsking) return null;
  const tooLate = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience));
  const answer = await Promise.race([ask(context.state.doc.toString(), context.pos), tooLate]);
  if (!answer || answer.matches.length === 0 || context.aborted) return null;
  return {
    from: answer.cursor_start,
    to: answer.cursor_end,
    options: answer.matches.map((label) => ({ label })),
    validFor: /^[\w$]*$/,
  };
}
