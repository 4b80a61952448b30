/** A cell of 60 lines: one class with typed fields and methods, as a lesson has them. */
export function bigClass(nth: number): string {
  const methods = Array.from({ length: 11 }, (_, index) => [
    `  method${index}(values: readonly number[]): number {`,
    `    const scaled = values.map((value) => value * ${index + nth});`,
    `    this.#total += scaled.reduce((sum, value) => sum + value, 0);`,
    `    return this.#total;`,
    `  }`,
  ]);
  return [
    `class Ledger${nth}<T extends { readonly id: number }> {`,
    `  readonly entries = new Map<number, T>();`,
    `  #total = 0;`,
    ...methods.flat(),
    `}`,
    `new Ledger${nth}<{ readonly id: number }>().method1([1, 2, 3]);`,
  ].join("\n");
}

/** A module of 500 lines that exports `answer()`, which returns `value`. */
export function bigModule(value: number): string {
  const functions = Array.from({ length: 99 }, (_, index) => [
    `export function step${index}(input: { readonly left: number; readonly right: number }): number {`,
    `  const { left, right } = input;`,
    `  const product: number = left * right + ${index};`,
    `  return product % 7 === 0 ? left : right;`,
    `}`,
  ]);
  return [
    ...functions.flat(),
    `interface Wrapped<T> {`,
    `  readonly value: T;`,
    `}`,
    `const wrapped: Wrapped<number> = { value: ${value} };`,
    `export const answer = (): number => wrapped.value;`,
  ].join("\n");
}
