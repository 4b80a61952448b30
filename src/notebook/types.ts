/** A notebook in memory: nbformat 4 with every text joined to one string. Unknown fields are kept as they are. */
export interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: JsonObject;
  readonly nbformat: 4;
  readonly nbformat_minor: number;
}

export type Cell = MarkdownCell | CodeCell | RawCell;

interface CellBase {
  /** Unique within the notebook; every notebook of format 4.5 or later has it. */
  readonly id?: string;
  readonly metadata: JsonObject;
  readonly source: string;
}

export interface MarkdownCell extends CellBase {
  readonly cell_type: "markdown";
  readonly attachments?: Readonly<Record<string, MimeBundle>>;
}

export interface RawCell extends CellBase {
  readonly cell_type: "raw";
  readonly attachments?: Readonly<Record<string, MimeBundle>>;
}

export interface CodeCell extends CellBase {
  readonly cell_type: "code";
  readonly execution_count: number | null;
  readonly outputs: readonly Output[];
}

export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

interface StreamOutput {
  readonly output_type: "stream";
  readonly name: "stdout" | "stderr";
  readonly text: string;
}

interface DisplayOutput {
  readonly output_type: "display_data";
  readonly data: MimeBundle;
  readonly metadata: JsonObject;
}

interface ResultOutput {
  readonly output_type: "execute_result";
  readonly execution_count: number | null;
  readonly data: MimeBundle;
  readonly metadata: JsonObject;
}

interface ErrorOutput {
  readonly output_type: "error";
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** One value in several forms. Forms of JSON hold any JSON, all others a string. */
export type MimeBundle = Readonly<Record<string, unknown>>;

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a form of a MIME bundle is JSON rather than text. */
export function isJsonMime(mime: string): boolean {
  return mime === "application/json" || /^application\/.*\+json$/.test(mime);
}

/** The tags an author put on a cell. */
export function tagsOf(cell: Cell): readonly string[] {
  const tags = cell.metadata["tags"];
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
}
