import { analyze, type Reference, type Scope, type Variable } from "eslint-scope";
import type { Program } from "oxc-parser";
import { isConstantKind } from "./declarations.ts";

/** A place in the code where something is assigned to a name that belongs to the cell's top level, or to none. */
export interface TopLevelWrite {
  readonly name: string;
  readonly start: number;
}

/** Assignments that may hit a constant of this cell, or of another. @param program parsed with ranges. */
export function suspectWrites(program: Program): readonly TopLevelWrite[] {
  const { top, all } = scopesOf(program);
  return all.flatMap(({ references }) => references.filter(mayHitConstant(top)).map(writeOf));
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

function isConstant({ defs }: Variable): boolean {
  const [definition] = defs;
  if (definition?.type === "ImportBinding") return true;
  return definition?.type === "Variable" && isConstantKind(definition.parent?.kind ?? "");
}

function mayHitConstant(top: Scope): (reference: Reference) => boolean {
  return (reference) => {
    if (!reference.isWrite() || reference.init === true) return false;
    const { resolved } = reference;
    if (!resolved) return true;
    return resolved.scope === top && isConstant(resolved);
  };
}

function writeOf({ identifier }: Reference): TopLevelWrite {
  return { name: identifier.name, start: identifier.range?.[0] ?? 0 };
}
