import type { Program, Statement, Directive } from "oxc-parser";
import { isConstantKind, namesIn } from "./declarations.ts";

/** What a cell declares for later cells, `var` within blocks apart. */
export interface TopLevelNames {
  /** Names that it declares never to change: by `const` and `import`. */
  readonly constants: readonly string[];
  /** All others. */
  readonly variables: readonly string[];
}

export function topLevelNames(program: Program): TopLevelNames {
  const constants = new Set<string>();
  const variables = new Set<string>();
  for (const statement of program.body) {
    for (const { name, isConstant } of declaredBy(statement)) (isConstant ? constants : variables).add(name);
  }
  return { constants: [...constants], variables: [...variables] };
}

interface Declared {
  readonly name: string;
  readonly isConstant: boolean;
}

function declaredBy(statement: Statement | Directive): readonly Declared[] {
  switch (statement.type) {
    case "ImportDeclaration":
      return statement.specifiers.map(({ local }) => ({ name: local.name, isConstant: true }));
    case "ExportNamedDeclaration":
      return statement.declaration ? declaredBy(statement.declaration) : [];
    case "ExportDefaultDeclaration":
      return declaredBy(statement.declaration as Statement);
    case "VariableDeclaration": {
      if (statement.kind === "var") return [];
      const isConstant = isConstantKind(statement.kind);
      return statement.declarations.flatMap(({ id }) => namesIn(id)).map((name) => ({ name, isConstant }));
    }
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return statement.id ? [{ name: statement.id.name, isConstant: false }] : [];
    default:
      return [];
  }
}
