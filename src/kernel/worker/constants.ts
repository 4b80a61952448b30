/**
 * The names that cells have declared with `const` or by importing them. To V8 they are variables, which a
 * later cell can declare anew as anything; that nobody assigns to them is seen to here.
 */
export class Constants {
  readonly #names = new Set<string>();

  /** What a cell declares, called before anything else of it. */
  readonly declare = (names: {
    readonly constants: readonly string[];
    readonly variables: readonly string[];
  }): void => {
    for (const name of names.constants) this.#names.add(name);
    for (const name of names.variables) this.#names.delete(name);
  };

  /** Called before an assignment. @throws TypeError in V8's words if it must not be. */
  readonly assign = (...names: readonly string[]): void => {
    if (names.some((name) => this.#names.has(name))) throw new TypeError("Assignment to constant variable.");
  };
}
