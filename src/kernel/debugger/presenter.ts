import type { Variable } from "./dap.ts";
import { describe, sizeOf, typeOf } from "./describe.ts";
import type { NamedValue, Range, References, RemoteObject, Whole } from "./references.ts";

/** Puts values into the terms of the protocol, each with a reference to its parts. */
export class Presenter {
  readonly #references: References;
  readonly #withTypes: boolean;

  /**
   * @param options.withTypes not for JupyterLab: it shows the type in place of the value, unless it is one of
   * Python's.
   */
  constructor(references: References, options: { readonly withTypes: boolean }) {
    this.#references = references;
    this.#withTypes = options.withTypes;
  }

  /** A value under a name, ready to be unfolded. */
  variable({ name, value }: NamedValue, expression?: string): Variable {
    return {
      name,
      value: describe(value),
      ...(this.#withTypes && { type: typeOf(value) }),
      ...(expression !== undefined && { evaluateName: expression }),
      ...this.unfoldable(value, expression),
    };
  }

  unfoldable(
    value: RemoteObject,
    expression?: string,
  ): Pick<Variable, "variablesReference" | "indexedVariables"> {
    const { objectId } = value;
    if (objectId === undefined || value.type === "symbol") return { variablesReference: 0 };
    const whole = { value: { ...value, objectId }, expression };
    const variablesReference = this.#references.add({ kind: "whole", whole });
    const size = sizeOf(value);
    return size > 0 ? { variablesReference, indexedVariables: size } : { variablesReference };
  }

  /** What is shown of a value that only running code will tell. */
  getter(objectId: string, name: string): Variable {
    const variablesReference = this.#references.add({ kind: "getter", objectId, name });
    return { name, value: "(…)", variablesReference, presentationHint: { lazy: true } };
  }

  /** `[100 … 199]` of a large list. */
  range(whole: Whole, range: Range): Variable {
    const variablesReference = this.#references.add({ kind: "range", whole, range });
    return { name: `[${range.start} … ${range.start + range.count - 1}]`, value: "", variablesReference };
  }
}

/** An expression for a part, given one for the whole. */
export function within(whole: string | undefined, name: string): string | undefined {
  if (whole === undefined || name.startsWith("[[") || name.startsWith("Symbol(")) return undefined;
  if (/^\d+$/.test(name)) return `${whole}[${name}]`;
  return isIdentifier(name) || name.startsWith("#")
    ? `${whole}.${name}`
    : `${whole}[${JSON.stringify(name)}]`;
}

export function isIdentifier(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text);
}
