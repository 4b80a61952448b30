/** @throws RangeError of nothing. */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("There is no mean of nothing: give at least one seed.");
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** As it stands in a table. */
export function rounded(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}
