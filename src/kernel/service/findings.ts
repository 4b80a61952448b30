import { findPackageJSON } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Diagnostic, DiagnosticRelatedInformation, Range } from "vscode-languageserver-types";
import type { Position } from "../language/index.ts";
import { deferredPlaces } from "./deferred.ts";
import { linesInFront, type Notebook, type Placed } from "./notebook.ts";
import { globalsSlot, type Project } from "./project.ts";

/** Something that the compiler has to say about a cell. */
export interface Finding {
  /** TypeScript's number for it, as in TS2322. */
  readonly code: number;
  readonly message: string;
  readonly position: Position;
  /** Places elsewhere that explain it, each as a sentence. */
  readonly related: readonly string[];
  /** Worth knowing, but no reason not to run the cell. */
  readonly isWarning: boolean;
}

const code = {
  cannotFindName: [2304, 2552],
  cannotFindModule: 2307,
  assignmentToImport: 2632,
  /**
   * A package without types, or a variable that was declared without one and gets it as it is used: the cell
   * is right to use them, and they are `any` to it.
   */
  unknownType: [7016, 7005, 7034],
} as const;

const severityError = 1;

export interface FindingContext {
  readonly placed: Placed;
  readonly notebook: Notebook;
  readonly project: Project;
}

/** What of the diagnostics of a cell's file is about the cell, in the cell's own terms. */
export function findingsOf(diagnostics: readonly Diagnostic[], context: FindingContext): readonly Finding[] {
  const { source } = context.placed.cell;
  const lineCount = source.split("\n").length;
  let deferred: ((offset: number) => boolean) | undefined;
  const isDeferred = (offset: number): boolean => (deferred ??= deferredPlaces(source))(offset);
  return diagnostics.flatMap((diagnostic) => {
    const position = positionIn(diagnostic.range);
    const number = Number(diagnostic.code);
    const isInCell = position.line >= 1 && position.line <= lineCount;
    if (diagnostic.severity !== severityError || !isInCell) return [];
    if (code.unknownType.some((each) => each === number)) return [];
    const offset = offsetOf(source, position);
    if (number === code.cannotFindModule && isFoundByNode(source.slice(offset), context)) return [];
    return {
      code: number,
      message: inTermsOfCells(messageOf(diagnostic, source.slice(offset), context), context),
      position,
      related: (diagnostic.relatedInformation ?? []).flatMap((each) => relatedIn(each, context)),
      isWarning: code.cannotFindName.some((each) => each === number) && isDeferred(offset),
    };
  });
}

/** Says where a name was declared that the compiler tells from its namesake by our file's path. */
export function inTermsOfCells(
  text: string,
  { notebook, project, placed }: Pick<FindingContext, "notebook" | "project"> & { readonly placed?: Placed },
): string {
  return text.replaceAll(/(?:typeof )?import\("([^"]+)"\)\.(\w+)/g, (whole, path: string, name: string) => {
    const slot = project.slotOf(path);
    const cell = slot === placed?.slot ? placed?.cell : notebook.cellIn(slot ?? globalsSlot);
    return cell ? `${name} of ${cell.label}` : whole;
  });
}

function messageOf(diagnostic: Diagnostic, text: string, { notebook }: FindingContext): string {
  const message = typeof diagnostic.message === "string" ? diagnostic.message : diagnostic.message.value;
  if (diagnostic.code !== code.assignmentToImport) return message;
  // To the compiler the names of other cells are imports.
  const kind = notebook.kindOf(/^[\p{ID_Continue}$]+/u.exec(text)?.[0] ?? "");
  return kind === undefined || kind === "import"
    ? message
    : message.replace(/an import\.$/, kind === "enum" ? "an enum." : `a ${kind}.`);
}

/** Node looks in more places than the compiler, and needs no types. */
function isFoundByNode(text: string, { project }: FindingContext): boolean {
  const specifier = /^(["'])([^"']+)\1/.exec(text)?.[2];
  if (specifier === undefined || /^[./#]/.test(specifier)) return false;
  return [pathToFileURL(join(project.folder, "cell.mts")).href, import.meta.url].some((from) => {
    try {
      return findPackageJSON(specifier, from) !== undefined;
    } catch {
      return false;
    }
  });
}

function relatedIn(
  { location, message }: DiagnosticRelatedInformation,
  context: FindingContext,
): readonly string[] {
  const slot = context.project.slotOf(pathOf(location.uri));
  const { start } = location.range;
  if (slot === undefined) {
    return [`${pathOf(location.uri)}:${start.line + 1}:${start.character + 1}: ${message}`];
  }
  const { cell } = context.placed;
  const label = slot === context.placed.slot ? cell.label : context.notebook.cellIn(slot)?.label;
  const { line, column } = positionIn(location.range);
  if (label === undefined || line < 1) return [];
  return [`${label}:${line}:${column}: ${inTermsOfCells(message, context)}`];
}

function pathOf(uri: string): string {
  return uri.startsWith("file:") ? fileURLToPath(uri) : uri;
}

function positionIn({ start }: Range): Position {
  return { line: start.line + 1 - linesInFront, column: start.character + 1 };
}

function offsetOf(source: string, { line, column }: Position): number {
  const lines = source.split("\n").slice(0, line - 1);
  return lines.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}
