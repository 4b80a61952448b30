/** Jupyter notebooks: read, check, run through a kernel, write, show as a page. */
export { NotebookFileError, NotebookFormatError } from "./errors.ts";
export { renderHtml, type RenderOptions } from "./html/render.ts";
export { parseNotebook } from "./parse.ts";
export { readNotebook } from "./read.ts";
export { runNotebook, type CellProgress, type RunEnd, type RunOptions, type RunResult } from "./run.ts";
export type { Cell, CodeCell, MarkdownCell, MimeBundle, Notebook, Output, RawCell } from "./types.ts";
export { serializeNotebook, writeNotebook, writeWhole } from "./write.ts";
