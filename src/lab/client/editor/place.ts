import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";

/** What is being written at a place. */
export type Place = "code" | "module name" | "number" | "prose";

/** Prose is what no compiler reads: comments, and the insides of strings, templates and regular expressions. */
export function placeAt(state: EditorState, position: number): Place {
  const node = syntaxTree(state).resolveInner(position, -1);
  switch (node.name) {
    case "LineComment":
    case "BlockComment":
    case "TemplateString":
    case "RegExp":
      return "prose";
    case "String":
      return /^(Import|Export|DynamicImport)/.test(node.parent?.name ?? "") ? "module name" : "prose";
    case "Number":
      return "number";
    default:
      return "code";
  }
}
