/** Of small results, as many as a thread has use for. */
const most = 10_000;

/**
 * The same function, which remembers what it has computed: for an experiment of which several points look at one
 * and the same run, each at another moment of it, say. What it computes must depend on its arguments only.
 */
export function remembered<A extends readonly (string | number)[], T>(
  compute: (...of: A) => T,
): (...of: A) => T {
  const known = new Map<string, T>();
  return (...of) => {
    const key = JSON.stringify(of);
    if (known.has(key)) return known.get(key) as T;
    if (known.size >= most) known.clear();
    const result = compute(...of);
    known.set(key, result);
    return result;
  };
}
