import type { Json } from "./subject.ts";

/**
 * How the questions of an exercise are put to a module that solves it.
 *
 * A port runs next to the submission, inside whatever it is locked up in, so it knows nothing that is hidden.
 *
 * @template Module what the submission must export.
 * @template Calls the questions, as functions of plain data.
 */
export interface Port<Module, Calls extends CallsOf<Calls>> {
  /** What the file is called, without its folder. */
  readonly file: string;
  /** Functions that the submission must export. */
  readonly exports: readonly (keyof Module & string)[];
  readonly calls: {
    readonly [Name in keyof Calls]: (module: Module, ...args: Parameters<Calls[Name]>) => unknown;
  };
  /**
   * What the submission may import besides types, by module. Whatever would solve the exercise is not on the list,
   * nor is anything that could reach outside.
   */
  readonly provides: Readonly<Record<string, readonly string[]>>;
}

/** Functions from plain data to plain data. */
export type CallsOf<Calls> = { readonly [Name in keyof Calls]: (...args: never[]) => unknown };

/** A port with the types of its own exercise put away. */
export interface AnyPort {
  readonly file: string;
  readonly exports: readonly string[];
  readonly calls: Readonly<Record<string, (module: never, ...args: never[]) => unknown>>;
  readonly provides: Readonly<Record<string, readonly string[]>>;
}

export function anyPort<Module, Calls extends CallsOf<Calls>>(port: Port<Module, Calls>): AnyPort {
  return port as unknown as AnyPort;
}

/** Puts one question to a module that has been loaded. Whatever the module throws goes through. */
export function put(port: AnyPort, module: object, call: string, args: readonly Json[]): unknown {
  const called = Object.hasOwn(port.calls, call) ? port.calls[call] : undefined;
  if (called === undefined)
    throw new Error(`The judge asked for "${call}", which ${port.file} has not: a bug of ours.`);
  return (called as (module: object, ...args: readonly Json[]) => unknown)(module, ...args);
}

/** What is wrong with what a module exports, in one sentence; null if nothing is. */
export function missingExport({ file, exports }: AnyPort, module: object): string | null {
  for (const name of exports) {
    const found: unknown = (module as Readonly<Record<string, unknown>>)[name];
    if (typeof found === "function") {
      const kind = Object.prototype.toString.call(found).slice("[object ".length, -1);
      if (kind === "Function") continue;
      return `${file} exports ${name} as ${otherKinds[kind] ?? "another kind of function"}; it must be a plain one, whose answer is there at once.`;
    }
    const instead =
      found === undefined ? "does not" : `exports something else of that name (${typeof found})`;
    return `${file} must export a function ${name}; it ${instead}.`;
  }
  return null;
}

const otherKinds: Readonly<Record<string, string>> = {
  AsyncFunction: "an async function",
  GeneratorFunction: "a generator",
  AsyncGeneratorFunction: "an async generator",
};
