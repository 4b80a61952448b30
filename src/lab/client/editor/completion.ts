import {
  acceptCompletion,
  autocompletion,
  startCompletion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { documentation } from "./documentation.ts";
import type { Language } from "./language.ts";
import { optionsOf, type Option } from "./options.ts";
import { placeAt } from "./place.ts";

/** Completion by the kernel, which knows the types and what earlier cells declared. */
export function completion(language: Language) {
  return autocompletion({
    override: [async (context) => fromKernel(context, language)],
    activateOnTypingDelay: 120,
    maxRenderedOptions: 80,
  });
}

/** Tab takes what is selected, or behind a word or a dot opens the list; elsewhere it is left to indent. */
export function completeByTab(view: EditorView): boolean {
  if (acceptCompletion(view)) return true;
  const { main } = view.state.selection;
  const before = view.state.sliceDoc(Math.max(0, main.head - 1), main.head);
  return main.empty && /[\p{ID_Continue}$.]/u.test(before) && startCompletion(view);
}

async function fromKernel(context: CompletionContext, language: Language): Promise<CompletionResult | null> {
  if (!context.explicit && !isWorthAsking(context)) return null;
  const code = context.state.doc.toString();
  const answer = await language.complete(code, context.pos);
  if (!answer || answer.proposals.length === 0 || context.aborted) return null;
  const { from, options } = optionsOf(answer, code);
  const typed = code.slice(from, context.pos);
  return {
    from,
    to: answer.end,
    options: options.map((option) => ({ ...option, info: async () => explain(option, language, code) })),
    // The kernel left out what does not begin with what was typed.
    validFor: (text) => text.startsWith(typed) && /^[\p{ID_Continue}$]*$/u.test(text),
  };
}

/** Names are completed as they are typed; in prose, and while a number is, nobody wants a list. */
function isWorthAsking({ state, pos }: CompletionContext): boolean {
  const before = state.sliceDoc(Math.max(0, pos - 1), pos);
  switch (placeAt(state, pos)) {
    case "code":
      return /[\p{ID_Continue}$.#]/u.test(before);
    case "module name":
      return /[^\s"']/.test(before);
    case "number":
    case "prose":
      return false;
  }
}

/** Documentation of an option: what the kernel would say of the code with the option in it. */
async function explain({ replacement }: Option, language: Language, code: string): Promise<Node | null> {
  const { from, to, text } = replacement;
  const before = code.slice(0, from) + text;
  const found = await language.inspect(before + code.slice(to), before.length);
  return found?.symbol === undefined ? null : documentation(found.symbol);
}
