import type { CompletionItem, CompletionList, Range } from "vscode-languageserver-types";
import { linesInFront } from "./notebook.ts";
import type { Draft, LanguageService } from "./service.ts";

/** One thing that could stand at the cursor. */
export interface Proposal {
  readonly text: string;
  /** What it is, in a word for an icon: function, class, property, … */
  readonly type: string;
  /** How it is declared; not asked for if there are many proposals. */
  readonly signature?: string;
}

export interface Completion {
  readonly proposals: readonly Proposal[];
  /** What they replace, in code units. */
  readonly start: number;
  readonly end: number;
}

/** For each the compiler finds all proposals anew. */
const signaturesAtMost = 6;

/** What could stand at `cursor`, a position in code units; the likeliest first. */
export async function complete(
  service: LanguageService,
  source: string,
  cursor: number,
): Promise<Completion> {
  const wordStart = cursor - wordBefore(source, cursor).length;
  const found = await service.withDraft(source, async (draft) => {
    const answer = await draft.askAt<CompletionList | readonly CompletionItem[]>(
      "textDocument/completion",
      cursor,
    );
    const items = answer === null || !("items" in answer) ? (answer ?? []) : answer.items;
    const fitting = fittingItems(items, (item) => source.slice(startOf(item, source) ?? wordStart, cursor));
    return fitting.length > signaturesAtMost ? fitting : withSignatures(draft, fitting);
  });
  return completionOf(found ?? [], source, wordStart, cursor);
}

/** Those that begin with what is typed of them; capitals may differ, but then they come later. */
function fittingItems(
  items: readonly CompletionItem[],
  typedOf: (item: CompletionItem) => string,
): readonly CompletionItem[] {
  return items
    .filter(({ label }) => !/^(__cell\d+|\.cells-.*)$/.test(label))
    .map((item) => {
      const name = withoutDot(item.filterText ?? item.label);
      const typed = withoutDot(typedOf(item));
      const differs = name.startsWith(typed) ? 0 : 1;
      return { item, differs, fits: name.toLowerCase().startsWith(typed.toLowerCase()) };
    })
    .filter(({ fits }) => fits)
    .sort(
      (a, b) =>
        a.differs - b.differs ||
        (a.item.sortText ?? "").localeCompare(b.item.sortText ?? "") ||
        a.item.label.localeCompare(b.item.label),
    )
    .map(({ item }) => item);
}

/** Some proposals replace the dot, by `?.` or a bracket. */
function withoutDot(text: string): string {
  return text.replace(/^\??\./, "");
}

async function withSignatures(
  draft: Draft,
  items: readonly CompletionItem[],
): Promise<readonly CompletionItem[]> {
  return Promise.all(items.map(async (item) => draft.ask<CompletionItem>("completionItem/resolve", item)));
}

function completionOf(
  items: readonly CompletionItem[],
  source: string,
  wordStart: number,
  cursor: number,
): Completion {
  const start = Math.min(wordStart, ...items.map((item) => startOf(item, source) ?? wordStart));
  const proposals = items.map((item) => {
    const ahead = source.slice(start, startOf(item, source) ?? wordStart);
    const text = ahead + (item.textEdit?.newText ?? item.insertText ?? item.label);
    const type = kinds[item.kind ?? 0] ?? "text";
    const signature = item.detail === undefined ? undefined : withoutAlias(item.detail);
    return { text, type, ...(signature !== undefined && { signature }) };
  });
  return { proposals, start, end: cursor };
}

/** Where the text that an item replaces begins, if it is not the word at the cursor. */
function startOf({ textEdit }: CompletionItem, source: string): number | undefined {
  if (!textEdit) return undefined;
  const { start }: Range = "range" in textEdit ? textEdit.range : textEdit.insert;
  const lines = source.split("\n").slice(0, start.line - linesInFront);
  return lines.reduce((sum, line) => sum + line.length + 1, 0) + start.character;
}

function wordBefore(source: string, cursor: number): string {
  return /#?[\p{ID_Continue}$]*$/u.exec(source.slice(0, cursor))?.[0] ?? "";
}

/** To the compiler, what other cells declare is imported. */
export function withoutAlias(text: string): string {
  return text
    .replaceAll("(alias) ", "")
    .replaceAll(/\n(import|export) [\p{ID_Continue}$]+ = __cell\d+\.\S+/gu, "");
}

/** The protocol's numbers, from 1. */
const kinds = [
  "text",
  "text",
  "method",
  "function",
  "constructor",
  "field",
  "variable",
  "class",
  "interface",
  "module",
  "property",
  "unit",
  "value",
  "enum",
  "keyword",
  "snippet",
  "color",
  "file",
  "reference",
  "folder",
  "enum-member",
  "constant",
  "struct",
  "event",
  "operator",
  "type-parameter",
];
