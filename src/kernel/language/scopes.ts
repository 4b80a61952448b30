import { analyze, type Reference, type Scope, type Variable } from "eslint-scope";
import type { Program } from "oxc-parser";

/** A place in the code where something is assigned to a name that belongs to the cell's top level, or to none. */
export interface TopLevelWrite {
  readonly name: string;
  readonly start: number;
}

export interface TopLevelNames {
  /** Names that the cell declares never to change: by `const` and `import`. */
  readonly constants: readonly string[];
  /** All other names that it declares. */
  readonly variables: readonly string[];
  /** Of these, the ones declared by `var`, be it within blocks. */
  readonly vars: readonly string[];
  /** Assignments that may hit a constant of this cell, or of another. */
  readonly suspects: readonly TopLevelWrite[];
}

/** @param program parsed with ranges. */
export function topLevelNames(program: Program): TopLevelNames {
  const { top, all } = scopesOf(program);
  const kinds = new Map(top.variables.map((variable) => [variable.name, kindOf(variable)]));
  const namesOf = (...wanted: readonly string[]): readonly string[] =>
    [...kinds].filter(([, kind]) => wanted.includes(kind)).map(([name]) => name);
  return {
    constants: namesOf("const", "import"),
    variables: namesOf("var", "other"),
    vars: namesOf("var"),
    suspects: all.flatMap(({ references }) => references.filter(mayHitConstant(top)).map(writeOf)),
  };
}

export interface TopLevelVariable {
  readonly name: string;
  /** Where it is declared and used. */
  readonly places: readonly { readonly start: number; readonly end: number }[];
}

/** @param program parsed with ranges. */
export function topLevelVariables(program: Program): readonly TopLevelVariable[] {
  return scopesOf(program).top.variables.map(({ name, identifiers, references }) => {
    const starts = [...identifiers, ...references.map(({ identifier }) => identifier)].map(
      ({ range }) => range?.[0] ?? 0,
    );
    return { name, places: [...new Set(starts)].map((start) => ({ start, end: start + name.length })) };
  });
}

function scopesOf(program: Program): { readonly top: Scope; readonly all: readonly Scope[] } {
  const { scopes } = analyze(program as unknown as Parameters<typeof analyze>[0], {
    ecmaVersion: 2025,
    sourceType: "module",
  });
  const top = scopes.find(({ type }) => type === "module");
  if (!top) throw new Error("A module without a scope.");
  return { top, all: scopes };
}

function kindOf({ defs }: Variable): "const" | "import" | "var" | "other" {
  const [definition] = defs;
  if (definition?.type === "ImportBinding") return "import";
  if (definition?.type !== "Variable") return "other";
  const kind: string | undefined = definition.parent?.kind;
  if (kind === "var") return "var";
  return kind === "const" || kind === "using" || kind === "await using" ? "const" : "other";
}

function mayHitConstant(top: Scope): (reference: Reference) => boolean {
  return (reference) => {
    if (!reference.isWrite() || reference.init === true) return false;
    const { resolved } = reference;
    if (!resolved) return true;
    return resolved.scope === top && ["const", "import"].includes(kindOf(resolved));
  };
}

function writeOf({ identifier }: Reference): TopLevelWrite {
  return { name: identifier.name, start: identifier.range?.[0] ?? 0 };
}
