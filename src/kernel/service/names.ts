import { parseSync, Visitor, type Directive, type ModuleExportName, type Statement } from "oxc-parser";
import { namesIn } from "../language/declarations.ts";

/** What a name stands for. */
export type NameKind =
  | "variable"
  | "constant"
  | "function"
  | "class"
  | "enum"
  | "namespace"
  | "type"
  | "import";

/** What a cell brings into the notebook's scope. */
export interface CellNames {
  readonly declared: ReadonlyMap<string, NameKind>;
  /** Names that the cell's own `export` statements give away. */
  readonly exported: ReadonlySet<string>;
  /** Does it add to the types of others, by `declare global` or `declare module`? */
  readonly isAugmenting: boolean;
}

/** The names that the top level of a cell declares; none if it has syntax errors. */
export function namesOf(source: string): CellNames {
  const { program } = parseSync("cell.ts", source, { lang: "ts", sourceType: "module" });
  const names = new NameCollector();
  for (const statement of program.body) names.addStatement(statement);
  if (/\bvar\b/.test(source)) {
    forEachHoistedVar(program, (name) => names.declare(name, "variable"));
  }
  return names;
}

/** The identifiers in a text, and whatever looks like one. */
export function wordsOf(source: string): ReadonlySet<string> {
  return new Set(source.match(/[\p{ID_Start}$_][\p{ID_Continue}$\u200C\u200D]*/gu));
}

class NameCollector implements CellNames {
  readonly declared = new Map<string, NameKind>();
  readonly exported = new Set<string>();
  isAugmenting = false;

  declare(name: string, kind: NameKind): void {
    const before = this.declared.get(name);
    // Value and type of one name: what stands for both is not a mere variable.
    const isBoth = before !== undefined && before !== kind && (before === "type" || kind === "type");
    this.declared.set(name, isBoth ? "constant" : (before ?? kind));
  }

  addStatement(statement: Statement | Directive): void {
    if (statement.type === "ExportNamedDeclaration") {
      for (const { exported } of statement.specifiers) this.exported.add(textOf(exported));
      if (!statement.declaration) return;
      for (const name of this.#addDeclaration(statement.declaration)) this.exported.add(name);
    } else if (statement.type === "ExportDefaultDeclaration") {
      this.#addDeclaration(statement.declaration);
    } else if (statement.type === "ImportDeclaration") {
      for (const { local } of statement.specifiers) this.declare(local.name, "import");
    } else {
      this.#addDeclaration(statement);
    }
  }

  #addDeclaration(node: { readonly type: string }): readonly string[] {
    const { names, kind } = declaredBy(node as Statement);
    if (kind === "augmentation") this.isAugmenting = true;
    else for (const name of names) this.declare(name, kind);
    return names;
  }
}

interface Declared {
  readonly names: readonly string[];
  readonly kind: NameKind | "augmentation";
}

function declaredBy(node: Statement): Declared {
  switch (node.type) {
    case "VariableDeclaration": {
      const kind = node.kind === "let" || node.kind === "var" ? "variable" : "constant";
      return { names: node.declarations.flatMap(({ id }) => namesIn(id)), kind };
    }
    case "FunctionDeclaration":
    case "TSDeclareFunction":
      return { names: node.id ? [node.id.name] : [], kind: "function" };
    case "ClassDeclaration":
      return { names: node.id ? [node.id.name] : [], kind: "class" };
    case "TSEnumDeclaration":
      return { names: [node.id.name], kind: "enum" };
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
      return { names: [node.id.name], kind: "type" };
    case "TSImportEqualsDeclaration":
      return { names: [node.id.name], kind: "import" };
    case "TSModuleDeclaration":
      if (node.kind === "global" || node.id.type !== "Identifier") return { names: [], kind: "augmentation" };
      return { names: [node.id.name], kind: "namespace" };
    default:
      return { names: [], kind: "constant" };
  }
}

/** `var` in a block or a loop belongs to the cell, unless a function is around it. */
function forEachHoistedVar(program: Parameters<Visitor["visit"]>[0], hear: (name: string) => void): void {
  let depth = 0;
  const enter = (): void => void (depth += 1);
  const leave = (): void => void (depth -= 1);
  new Visitor({
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,
    StaticBlock: enter,
    "StaticBlock:exit": leave,
    TSModuleBlock: enter,
    "TSModuleBlock:exit": leave,
    VariableDeclaration: (node) => {
      if (depth > 0 || node.kind !== "var") return;
      for (const { id } of node.declarations) for (const name of namesIn(id)) hear(name);
    },
  }).visit(program);
}

function textOf(name: ModuleExportName): string {
  return name.type === "Literal" ? name.value : name.name;
}
