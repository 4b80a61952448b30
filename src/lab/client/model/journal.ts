import type { CellModel } from "./cell.ts";

/**
 * The learner's text, kept in the browser between a keystroke and the server's word that it is saved.
 * It is what survives a server that was killed.
 */
export interface Journal {
  /** The revision the text was typed on. */
  readonly revision: string | null;
  readonly cells: readonly CellText[];
}

/** What a learner has typed into a cell, without what came of it. */
export interface CellText {
  readonly id: string;
  readonly kind: CellModel["kind"];
  readonly source: string;
}

const keyOf = (slug: string): string => `paxoslab:text:${slug}`;

export function writeJournal(slug: string, revision: string | null, cells: readonly CellModel[]): void {
  const journal: Journal = { revision, cells: textOf(cells) };
  localStorage.setItem(keyOf(slug), JSON.stringify(journal));
}

export function readJournal(slug: string): Journal | null {
  const text = localStorage.getItem(keyOf(slug));
  return text === null ? null : (JSON.parse(text) as Journal);
}

export function dropJournal(slug: string): void {
  localStorage.removeItem(keyOf(slug));
}

export function textOf(cells: readonly CellModel[]): readonly CellText[] {
  return cells.map(({ id, kind, source }) => ({ id, kind, source: source.peek() }));
}

/** Do the cells hold anything else, or in another order? */
export function differs(kept: readonly CellText[], cells: readonly CellText[]): boolean {
  if (kept.length !== cells.length) return true;
  return kept.some(({ id, source }, index) => cells[index]?.id !== id || cells[index].source !== source);
}
