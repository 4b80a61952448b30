/**
 * A smallest choice of items for which a test still holds: leave out any one more and it does not.
 *
 * The test must hold for all items and be monotone: what holds for some items holds for more. Of several such choices
 * this is one of items near the front. (Junker, *QuickXplain*, 2004: about k·log(n/k) tests to find k of n items.)
 */
export function minimal<T>(items: readonly T[], holds: (chosen: readonly T[]) => boolean): readonly T[] {
  return items.length === 0 || holds([]) ? [] : lacking([], false, items, holds);
}

/** The fewest of the items that must join the `kept` ones, which alone may be enough if they have `grown`. */
function lacking<T>(
  kept: readonly T[],
  hasGrown: boolean,
  items: readonly T[],
  holds: (chosen: readonly T[]) => boolean,
): readonly T[] {
  if (hasGrown && holds(kept)) return [];
  if (items.length === 1) return items;
  const half = Math.ceil(items.length / 2);
  const [front, back] = [items.slice(0, half), items.slice(half)];
  const fromBack = lacking([...kept, ...front], true, back, holds);
  const fromFront = lacking([...kept, ...fromBack], fromBack.length > 0, front, holds);
  return [...fromFront, ...fromBack];
}
