import type { Cell, TableFigure } from "./figure.ts";
import { escapeXml } from "./space-time/svg.ts";

export function tableHtml({ title, columns, rows }: TableFigure): string {
  const cell = (value: Cell): string =>
    `<td style="text-align:${typeof value === "number" ? "right" : "left"}">${escapeXml(formatCell(value))}</td>`;
  const caption =
    title === "" ? "" : `<caption style="text-align:left;font-weight:600">${escapeXml(title)}</caption>`;
  const head = columns
    .map((name) => `<th scope="col" style="text-align:left">${escapeXml(name)}</th>`)
    .join("");
  const body = rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("");
  return `<table>${caption}<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** Columns side by side, numbers to the right. */
export function tableText({ title, columns, rows }: TableFigure): string {
  const words = rows.map((row) => row.map(formatCell));
  const widths = columns.map((name, column) =>
    Math.max(name.length, ...words.map((row) => row[column]?.length ?? 0)),
  );
  const isNumber = columns.map((_, column) => rows.every((row) => typeof row[column] === "number"));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [...(title === "" ? [] : [title]), line(columns), rule, ...words.map(line)].join("\n");
}

const formatCell = (value: Cell): string => (typeof value === "number" ? value.toLocaleString("en") : value);
