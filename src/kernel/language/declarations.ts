import type MagicString from "magic-string";
import type {
  BindingPattern,
  Class,
  Directive,
  ExportDefaultDeclarationKind,
  Function as FunctionNode,
  Statement,
  VariableDeclaration,
} from "oxc-parser";
import { kernelGlobal } from "./kernel-global.ts";

/** Makes a top-level declaration one that a later cell can repeat; leaves every other statement alone. */
export function declareWithLet(
  script: MagicString,
  statement: Statement | Directive | ExportDefaultDeclarationKind,
): void {
  const { type } = statement;
  if (type === "VariableDeclaration") declareVariables(script, statement);
  else if (type === "FunctionDeclaration") declareFunction(script, statement);
  else if (type === "ClassDeclaration") declareClass(script, statement);
}

function declareVariables(script: MagicString, statement: VariableDeclaration): void {
  switch (statement.kind) {
    case "const":
      script.overwrite(statement.start, statement.start + "const".length, "let");
      return;
    case "using":
      declareResources(script, statement, "use");
      return;
    case "await using":
      declareResources(script, statement, "useAsync");
      return;
    case "let":
    case "var": // wherever it is: see assignVars
      return;
  }
}

/** Whether variables declared so never change. */
export function isConstantKind(kind: string): boolean {
  return kind === "const" || kind === "using" || kind === "await using";
}

/** A script cannot dispose of anything at its end: whoever runs it does. */
function declareResources(
  script: MagicString,
  { start, declarations }: VariableDeclaration,
  method: "use" | "useAsync",
): void {
  script.overwrite(start, declarations[0]?.start ?? start, "let ");
  for (const { init } of declarations) {
    if (!init) continue;
    script.appendRight(init.start, `${kernelGlobal}.${method}(`);
    script.appendLeft(init.end, ")");
  }
}

/**
 * A `var` belongs to the whole cell, whatever block it is in; its name is to be declared in front of
 * everything. What is left is an assignment, or nothing: a name alone assigns nothing.
 *
 * @param isLoopTarget whether it stands before `of` or `in`.
 */
export function assignVars(script: MagicString, statement: VariableDeclaration, isLoopTarget: boolean): void {
  const { start, end, declarations } = statement;
  const first = declarations[0]?.start ?? end;
  if (isLoopTarget) {
    script.remove(start, first);
    return;
  }
  for (const { start, end, init } of declarations) if (!init) script.overwrite(start, end, "0");
  script.overwrite(start, first, "void (");
  script.appendLeft(declarations.at(-1)?.end ?? end, ")");
}

/**
 * The function keeps its name (by assignment) but has no inner binding of it: a recursive call finds what a
 * later cell declared. It moves to the front, where hoisting would have put it.
 */
function declareFunction(script: MagicString, node: FunctionNode): void {
  if (!node.id) return parenthesize(script, node);
  script.remove(node.id.start, node.id.end);
  script.appendRight(node.start, `let ${node.id.name} = `);
  script.appendLeft(node.end, ";\n");
  if (node.start > 0) script.move(node.start, node.end, 0);
}

function declareClass(script: MagicString, node: Class): void {
  if (!node.id) return parenthesize(script, node);
  script.appendRight(node.start, `let ${node.id.name} = `);
  script.appendLeft(node.end, ";");
}

/** Without a name, as after `export default`, it is just a value. */
function parenthesize(script: MagicString, node: FunctionNode | Class): void {
  script.appendRight(node.start, "(");
  script.appendLeft(node.end, ");");
}

export function namesIn(pattern: BindingPattern): readonly string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "AssignmentPattern":
      return namesIn(pattern.left);
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => {
        if (element === null) return [];
        return namesIn(element.type === "RestElement" ? element.argument : element);
      });
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === "RestElement" ? property.argument : property.value),
      );
  }
}
