import MagicString from "magic-string";
import { parseSync, type Directive, type Program, type Statement } from "oxc-parser";
import { declareWithLet } from "./declarations.ts";
import { rewriteExpressions } from "./expressions.ts";
import { importAsLet, importCall } from "./imports.ts";
import { kernelGlobal } from "./kernel-global.ts";
import { topLevelNames } from "./top-level-names.ts";
import type { MapJson } from "./transpile.ts";

export interface ReplScript {
  readonly code: string;
  readonly map: MapJson;
  readonly endsInExpression: boolean;
}

/**
 * Turns the JavaScript of a module into a strict script for V8's REPL mode: imports become awaited calls,
 * `export` goes, and top-level declarations become `let`, the one kind that any later cell can declare
 * again. Function declarations move to the front, where hoisting would have put them. What is not to be
 * assigned to is checked when it is.
 *
 * @param used the local names of the imports whose values the cell uses.
 */
export function rewriteForRepl(source: string, used: ReadonlySet<string>): ReplScript {
  const { program } = parseSync("cell.js", source, { lang: "js", sourceType: "module", range: true });
  const script = new MagicString(source);
  for (const statement of program.body) rewriteStatement(script, statement, used);
  const vars = rewriteExpressions(script, program);
  script.prepend(prologue(program, vars));
  return {
    code: script.toString(),
    map: script.generateMap({ hires: "boundary" }),
    endsInExpression: isExpression(program),
  };
}

/** @param vars the names declared by `var`, be it within blocks. */
function prologue(program: Program, vars: ReadonlySet<string>): string {
  const { constants, variables } = topLevelNames(program);
  // A function may have the name of one.
  const undeclared = [...vars].filter((name) => !variables.includes(name));
  const names = { constants, variables: [...variables, ...undeclared] };
  const lines = [`"use strict";`];
  if (names.constants.length + names.variables.length > 0) {
    lines.push(`${kernelGlobal}.declare(${JSON.stringify(names)});`);
  }
  if (undeclared.length > 0) lines.push(`let ${undeclared.join(", ")};`);
  return `${lines.join(" ")}\n`;
}

function rewriteStatement(
  script: MagicString,
  statement: Statement | Directive,
  used: ReadonlySet<string>,
): void {
  const { type, start, end } = statement;
  if (type === "ImportDeclaration") {
    script.overwrite(start, end, importAsLet(statement, used));
  } else if (type === "ExportAllDeclaration" || (type === "ExportNamedDeclaration" && statement.source)) {
    script.overwrite(start, end, `${importCall(statement)};`);
  } else if (type === "ExportNamedDeclaration" && !statement.declaration) {
    script.remove(start, end);
  } else if (type === "ExportNamedDeclaration" || type === "ExportDefaultDeclaration") {
    if (!statement.declaration) return;
    script.remove(start, statement.declaration.start);
    declareWithLet(script, statement.declaration);
  } else {
    declareWithLet(script, statement);
  }
}

function isExpression({ body }: Program): boolean {
  const last = body.at(-1);
  if (last?.type !== "ExportDefaultDeclaration") return last?.type === "ExpressionStatement";
  const { type } = last.declaration;
  return type !== "FunctionDeclaration" && type !== "ClassDeclaration";
}
