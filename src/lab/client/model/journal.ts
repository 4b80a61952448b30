import type { CellModel } from "./cell.ts";

/**
 * The learner's text, kept in the browser between a keystroke and the server's word that it is saved.
 * It is what survives a server that was killed.
 */
export interface Journal {
  /** The revision the text was typed on. */
  readonly revision: string | null;
  readonly cells: readonly JournalCell[];
}

export interface JournalCell {
  readonly id: string;
  readonly kind: CellModel["kind"];
  readonly source: string;
}

const keyOf = (slug: string): string => `paxoslab:text:${slug}`;

export function writeJournal(slug: string, revision: string | null, cells: readonly CellModel[]): void {
  const journal: Journal = {
    revision,
    cells: cells.map(({ id, kind, source }) => ({ id, kind, source: source.peek() })),
  };
  localStorage.setItem(keyOf(slug), JSON.stringify(journal));
}

export function readJournal(slug: string): Journal | null {
  const text = localStorage.getItem(keyOf(slug));
  return text === null ? null : (JSON.parse(text) as Journal);
}

export function dropJournal(slug: string): void {
  localStorage.removeItem(keyOf(slug));
}

/** Does the journal say anything the cells do not? */
export function differs(journal: Journal, cells: readonly CellModel[]): boolean {
  if (journal.cells.length !== cells.length) return true;
  return journal.cells.some((kept, index) => {
    const cell = cells[index];
    return cell?.id !== kept.id || cell.source.peek() !== kept.source;
  });
}
