import type { HistoryEntry } from "./entry.ts";
import { matcherOf } from "./glob.ts";
import type { HistoryRecord, SessionFile, SessionFiles } from "./session-files.ts";

export interface HistoryOptions {
  /** Where history outlives the kernel; without, there is that of this session alone. */
  readonly files: SessionFiles | undefined;
  readonly log: (problem: string) => void;
}

export interface Range {
  /** 0 or nothing: this session. Negative: so many before it. */
  readonly session: number;
  readonly start: number;
  /** The first line that is not wanted; all that follow, if there is none. */
  readonly stop: number | undefined;
}

export interface Search {
  /** `*` stands for any text, `?` for one character, `[ab]` for one of these. */
  readonly pattern: string;
  /** The last so many; all, if there is none. */
  readonly count: number | undefined;
  /** Of equal inputs only the last. */
  readonly unique: boolean;
}

/** A result is kept up to so many characters. */
const outputLimit = 10_000;
/** What a cell is and what comes of it are written together, so many milliseconds later: cells should not wait for it. */
const patience = 100;

/** The cells that were executed, by this kernel and those before it. */
export class History {
  readonly #options: HistoryOptions;
  readonly #own = new Map<number, HistoryEntry>();
  #file: SessionFile | undefined;
  #isWritable: boolean;
  /** The number of this session as long as nothing is written: the next that is free. */
  #provisional = 1;
  #lastWrite: Promise<void> = Promise.resolve();
  #unwritten: HistoryRecord[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: HistoryOptions) {
    this.#options = options;
    this.#isWritable = options.files !== undefined;
  }

  begin(line: number, input: string): void {
    this.#own.set(line, { session: 0, line, input });
    this.#write({ line, input });
  }

  end(line: number, result: string): void {
    const entry = this.#own.get(line);
    if (!entry) return;
    const output = result.slice(0, outputLimit);
    this.#own.set(line, { ...entry, output });
    this.#write({ line, output });
  }

  /** The last `count` cells, the oldest of them first. */
  async tail(count: number): Promise<readonly HistoryEntry[]> {
    return this.#newest(count, () => true);
  }

  async search({ pattern, count, unique }: Search): Promise<readonly HistoryEntry[]> {
    const matches = matcherOf(pattern);
    const seen = new Set<string>();
    return this.#newest(count, ({ input }) => {
      if (!matches(input) || (unique && seen.has(input))) return false;
      seen.add(input);
      return true;
    });
  }

  async range({ session, start, stop }: Range): Promise<readonly HistoryEntry[]> {
    const current = await this.#session();
    const wanted = session > 0 ? session : current + session;
    const entries = await this.#entriesOf(wanted, current);
    return entries.filter(({ line }) => line >= start && (stop === undefined || line < stop));
  }

  /** Resolves when all is written. */
  async close(): Promise<void> {
    await this.#flush();
    await this.#file?.handle.close();
    this.#file = undefined;
    this.#isWritable = false;
  }

  async #newest(
    count: number | undefined,
    isWanted: (entry: HistoryEntry) => boolean,
  ): Promise<readonly HistoryEntry[]> {
    const current = await this.#session();
    const others = (await this.#options.files?.numbers().catch(() => [])) ?? [];
    const sessions = [...others.filter((each) => each !== current), current].sort((a, b) => b - a);
    const found: HistoryEntry[] = [];
    for (const session of sessions) {
      for (const entry of (await this.#entriesOf(session, current)).toReversed()) {
        if (found.length >= (count ?? Number.POSITIVE_INFINITY)) return found.reverse();
        if (isWanted(entry)) found.push(entry);
      }
    }
    return found.reverse();
  }

  async #entriesOf(session: number, current: number): Promise<readonly HistoryEntry[]> {
    if (session === current) return [...this.#own.values()].map((entry) => ({ ...entry, session }));
    return (await this.#options.files?.read(session).catch(() => [])) ?? [];
  }

  async #session(): Promise<number> {
    await this.#flush();
    if (this.#file) return this.#file.session;
    const numbers = (await this.#options.files?.numbers().catch(() => [])) ?? [];
    this.#provisional = Math.max(this.#provisional, (numbers.at(-1) ?? 0) + 1);
    return this.#provisional;
  }

  #write(record: HistoryRecord): void {
    this.#unwritten.push(record);
    this.#timer ??= setTimeout(() => void this.#flush(), patience);
  }

  /** Resolves when all is written. */
  async #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const records = this.#unwritten;
    this.#unwritten = [];
    if (records.length > 0) this.#lastWrite = this.#lastWrite.then(async () => this.#append(records));
    await this.#lastWrite;
  }

  /** A history that cannot be kept is no reason not to run cells. */
  async #append(records: readonly HistoryRecord[]): Promise<void> {
    if (!this.#isWritable) return;
    try {
      this.#file ??= await this.#options.files?.claim();
      await this.#file?.handle.appendFile(records.map((record) => `${JSON.stringify(record)}\n`).join(""));
    } catch (error) {
      this.#isWritable = false;
      this.#options.log(`History is not kept beyond this session: ${(error as Error).message}.`);
    }
  }
}
