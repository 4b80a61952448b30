import { types } from "node:util";
import { escapeHtml } from "./html.ts";
import { displayMethod } from "./publish.ts";
import { dataAt, describeBriefly } from "./text.ts";

/** A longer list ends in "… n more rows". */
const rowLimit = 50;
/** What is behind so many records of a list is taken for more of them. */
const checkLimit = 1_000;
/** Text in a place of the table is cut here, in characters. */
const textLimit = 200;
/** More columns than this, or fewer places filled than this share, are no table but a list of unlike things. */
const columnLimit = 30;
const minFilled = 0.5;

type Row = Readonly<Record<string, unknown>>;

interface Column {
  readonly name: string;
  readonly isNumeric: boolean;
}

/** An HTML table for an array of records: plain objects that have about the same keys. Otherwise nothing. */
export function tableOfRecords(value: unknown): string | undefined {
  if (!isRecords(value)) return undefined;
  const rows = value.slice(0, rowLimit);
  const columns = columnsOf(rows);
  if (columns.length > columnLimit || filledShare(rows, columns) < minFilled) return undefined;
  const head = columns.map((column) => `<th scope="col"${alignment(column)}>${escapeHtml(column.name)}</th>`);
  const body = rows.map((row, index) => `<tr>${rowHead(index)}${cellsOf(row, columns)}</tr>`);
  return [
    `<table>`,
    `<thead><tr><td></td>${head.join("")}</tr></thead>`,
    `<tbody>`,
    ...body,
    `</tbody>`,
    ...footOf(value.length - rows.length, columns.length + 1),
    `</table>`,
  ].join("\n");
}

function isRecords(value: unknown): value is readonly Row[] {
  if (!Array.isArray(value) || types.isProxy(value) || value.length === 0) return false;
  for (let index = 0; index < Math.min(value.length, checkLimit); index++) {
    if (!isRecord(dataAt(value, index))) return false;
  }
  return true;
}

/** A plain object that has something in it and does not show itself in a way of its own. */
function isRecord(value: unknown): value is Row {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return false;
  const kind: unknown = Object.getPrototypeOf(value);
  if (kind !== Object.prototype && kind !== null) return false;
  if (displayMethod in value || Symbol.for("nodejs.util.inspect.custom") in value) return false;
  return Object.keys(value).length > 0;
}

/** In the order of their first appearance. */
function columnsOf(rows: readonly Row[]): readonly Column[] {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...names].map((name) => {
    const present = rows
      .map((row) => dataAt(row, name))
      .filter((each) => each !== undefined && each !== null);
    return { name, isNumeric: present.length > 0 && present.every(isNumber) };
  });
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint";
}

function filledShare(rows: readonly Row[], columns: readonly Column[]): number {
  const filled = rows.reduce((sum, row) => sum + Object.keys(row).length, 0);
  return filled / (rows.length * columns.length);
}

// Styled in place and without colours: pages that strip style sheets keep these, and every theme fits.
function rowHead(index: number): string {
  return `<th scope="row" style="text-align: right; font-weight: normal; opacity: 0.6">${index}</th>`;
}

function cellsOf(row: Row, columns: readonly Column[]): string {
  return columns
    .map((column) => `<td${alignment(column)}>${escapeHtml(textOf(row, column.name))}</td>`)
    .join("");
}

function alignment({ isNumeric }: Column): string {
  return ` style="text-align: ${isNumeric ? "right; font-variant-numeric: tabular-nums" : "left"}"`;
}

function textOf(row: Row, name: string): string {
  const property = Object.getOwnPropertyDescriptor(row, name);
  if (!property) return "";
  if (!("value" in property)) return "[Getter]";
  const value: unknown = property.value;
  if (value === undefined) return "";
  const text = typeof value === "string" ? value : describeBriefly(value);
  return text.length > textLimit ? `${text.slice(0, textLimit)}…` : text;
}

function footOf(omitted: number, width: number): readonly string[] {
  if (omitted <= 0) return [];
  const rows = omitted === 1 ? "row" : "rows";
  return [
    `<tfoot><tr><td colspan="${width}" style="text-align: left">… ${omitted.toLocaleString("en")} more ${rows}</td></tr></tfoot>`,
  ];
}
