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

/**
 * Makes a top-level declaration one that a later cell can repeat; leaves every other statement alone.
 *
 * @param hoisted receives the names to be declared in front of everything.
 */
export function declareWithLet(
  script: MagicString,
  statement: Statement | Directive | ExportDefaultDeclarationKind,
  hoisted: Set<string>,
): void {
  const { type } = statement;
  if (type === "VariableDeclaration") declareVariables(script, statement, hoisted);
  else if (type === "FunctionDeclaration") declareFunction(script, statement);
  else if (type === "ClassDeclaration") declareClass(script, statement);
}

function declareVariables(script: MagicString, statement: VariableDeclaration, hoisted: Set<string>): void {
  switch (statement.kind) {
    case "const":
      script.overwrite(statement.start, statement.start + "const".length, "let");
      return;
    case "var":
      declareVars(script, statement, hoisted);
      return;
    case "let":
    case "using":
    case "await using":
      return;
  }
}

/** `var` may repeat a name within the cell, and be used before its line: declare in front, assign in place. */
function declareVars(script: MagicString, statement: VariableDeclaration, hoisted: Set<string>): void {
  for (const declarator of statement.declarations) {
    for (const name of namesIn(declarator.id)) hoisted.add(name);
    // A name alone assigns nothing; `void 0` would reset it.
    if (!declarator.init) script.overwrite(declarator.start, declarator.end, "0");
  }
  const end = statement.declarations.at(-1)?.end ?? statement.end;
  script.overwrite(statement.start, statement.start + "var".length, "void (");
  script.appendLeft(end, ")");
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
