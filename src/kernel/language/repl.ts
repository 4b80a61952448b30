import MagicString from "magic-string";
import { parseSync, Visitor, type Directive, type Program, type Statement } from "oxc-parser";
import { declareWithLet } from "./declarations.ts";
import { importAsLet, importCall } from "./imports.ts";
import { kernelGlobal } from "./kernel-global.ts";
import type { MapJson } from "./transpile.ts";

export interface ReplScript {
  readonly code: string;
  readonly map: MapJson;
  readonly endsInExpression: boolean;
}

/**
 * Turns the JavaScript of a module into a strict script for V8's REPL mode: imports become awaited calls,
 * `export` goes, and top-level declarations become `let`, the one kind that any later cell can declare
 * again. Function declarations move to the front, where hoisting would have put them.
 *
 * @param used the local names of the imports whose values the cell uses.
 */
export function rewriteForRepl(source: string, used: ReadonlySet<string>): ReplScript {
  const { program } = parseSync("cell.js", source, { lang: "js", sourceType: "module" });
  const script = new MagicString(source);
  const hoisted = new Set<string>();
  for (const statement of program.body) rewriteStatement(script, statement, hoisted, used);
  rewriteExpressions(script, program);
  if (hoisted.size > 0) script.prepend(`let ${[...hoisted].join(", ")};\n`);
  script.prepend(`"use strict";\n`);
  return {
    code: script.toString(),
    map: script.generateMap({ hires: "boundary" }),
    endsInExpression: isExpression(program.body.at(-1)),
  };
}

function rewriteStatement(
  script: MagicString,
  statement: Statement | Directive,
  hoisted: Set<string>,
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
    declareWithLet(script, statement.declaration, hoisted);
  } else {
    declareWithLet(script, statement, hoisted);
  }
}

/** Scripts evaluated by the inspector know neither `import()` nor `import.meta`. */
function rewriteExpressions(script: MagicString, program: Program): void {
  new Visitor({
    ImportExpression: (node) => {
      script.overwrite(node.start, node.start + "import".length, `${kernelGlobal}.import`);
    },
    MetaProperty: (node) => {
      if (node.meta.name === "import") script.overwrite(node.start, node.end, `${kernelGlobal}.meta`);
    },
  }).visit(program);
}

function isExpression(last: Statement | Directive | undefined): boolean {
  if (last?.type !== "ExportDefaultDeclaration") return last?.type === "ExpressionStatement";
  const { type } = last.declaration;
  return type !== "FunctionDeclaration" && type !== "ClassDeclaration";
}
