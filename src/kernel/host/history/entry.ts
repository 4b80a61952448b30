/** One executed cell. */
export interface HistoryEntry {
  /** The number of the kernel's session; later ones are higher. */
  readonly session: number;
  /** The cell's execution count. */
  readonly line: number;
  readonly input: string;
  /** Its result as text, if it had one. */
  readonly output?: string;
}
