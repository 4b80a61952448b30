import { pickedCompletion, type Completion } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import type { Completions, Proposal } from "../kernel/answers.ts";

/** One way to go on, and where in the code its text goes. */
export interface Option extends Completion {
  readonly replacement: { readonly from: number; readonly to: number; readonly text: string };
}

/**
 * The kernel's proposals may replace the dot before the name, since some turn it into `?.`. The list shows and
 * matches names only.
 */
export function optionsOf(
  { proposals, start, end }: Completions,
  code: string,
): { readonly from: number; readonly options: readonly Option[] } {
  const ahead = /^\W*/.exec(code.slice(start, end))?.[0] ?? "";
  const from = start + ahead.length;
  const options = proposals.map((proposal, index): Option => {
    const { text, signature } = proposal;
    const isPlain = text.startsWith(ahead);
    const label = isPlain ? text.slice(ahead.length) : text.replace(/^\??\./, "");
    return {
      label,
      type: iconOf(proposal),
      ...(signature === undefined ? {} : { detail: shortened(signature, label) }),
      // The kernel's order is by likelihood.
      sortText: String(index).padStart(5, "0"),
      replacement: { from: start, to: end, text },
      ...(isPlain ? {} : { apply: replaceAll }),
    };
  });
  return { from, options };
}

function replaceAll(view: EditorView, completion: Completion, _: number, to: number): void {
  const { from, text } = (completion as Option).replacement;
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + text.length },
    userEvent: "input.complete",
    annotations: pickedCompletion.of(completion),
  });
}

/** What follows the name in its declaration: parameters and type. */
function shortened(signature: string, name: string): string {
  for (const word of signature.matchAll(/[\p{ID_Continue}$#]+/gu)) {
    const rest = signature.slice(word.index + word[0].length);
    if (word[0] === name && /^([(<:?]|$)/.test(rest))
      return rest.replace(/^\??:\s*/, "").replaceAll(/\s+/g, " ");
  }
  return "";
}

/** The kernel's words are those of language servers; CodeMirror has icons for some. */
function iconOf({ type = "text", signature = "" }: Proposal): string {
  // What an earlier cell declares is imported, for the language server, as a variable.
  const declared = /^(function|class|enum|interface|type|namespace)\b/.exec(signature)?.[1];
  return declared ?? icons[type] ?? type;
}

const icons: Readonly<Record<string, string>> = {
  constructor: "class",
  field: "property",
  module: "namespace",
  file: "namespace",
  folder: "namespace",
  "enum-member": "constant",
  "type-parameter": "type",
  struct: "class",
  value: "constant",
};
