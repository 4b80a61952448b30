/**
 * A well mixed 32-bit number from two small ones (the finaliser of MurmurHash3 over their combination).
 *
 * The hash of a state is the sum of `mix(slot, id)` over its parts, so that a step which changes two
 * parts of twenty changes the sum by four terms.
 */
export function mix(a: number, b: number): number {
  let x = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}
