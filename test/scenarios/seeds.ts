/** The seeds 1 … count. */
export const seeds = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index + 1);

/** How many of the items satisfy the test, as a share from 0 to 1. */
export const share = <T>(items: readonly T[], test: (item: T) => boolean): number =>
  items.filter(test).length / items.length;
