import { displayable } from "./displayable.ts";
import type { Cell, TableFigure } from "./figure.ts";
import { count, formatValue } from "./words.ts";

/**
 * A table of records: a column for each field, a row for each record.
 *
 * @param options.columns - which fields, in this order; by default all, as they first come.
 */
export function table(
  records: readonly object[],
  options: { readonly title?: string; readonly columns?: readonly string[] } = {},
): TableFigure {
  const columns = options.columns ?? [...new Set(records.flatMap((record) => Object.keys(record)))];
  const rows = records.map((record) => {
    const fields = new Map<string, unknown>(Object.entries(record));
    return columns.map((column) => toCell(fields.get(column)));
  });
  const title = options.title ?? "";
  const alt = `${title === "" ? "Table" : title}: ${count(rows.length, "row")} of ${columns.join(", ")}.`;
  return displayable({ kind: "table", title, alt, columns, rows });
}

function toCell(value: unknown): Cell {
  if (value === undefined || value === null) return "";
  return typeof value === "number" ? value : formatValue(value, 120);
}
