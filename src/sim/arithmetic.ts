/**
 * `exp` and `ln` from plain arithmetic.
 *
 * The language fixes the last bit of `+ - * /` and square roots, but leaves `Math.exp` and its kin to the
 * engine and the machine. A latency that rounds the other way would be another trace.
 */

/** e to the power of `x`, by halving the distance to 0 to less than ln 2 / 2 and then Taylor's series. */
export function exp(x: number): number {
  const doublings = Math.round(x / Math.LN2);
  const rest = x - doublings * Math.LN2;
  let sum = 1;
  for (let term = 16; term > 0; term--) sum = 1 + (rest / term) * sum;
  return sum * powerOfTwo(doublings);
}

/** The natural logarithm of `x` above 0: its binary exponent, and the series of artanh for what is left. */
export function ln(x: number): number {
  let doublings = 0;
  let rest = x;
  for (; rest > 1.5; rest /= 2) doublings++;
  for (; rest < 0.75; rest *= 2) doublings--;
  const z = (rest - 1) / (rest + 1);
  const square = z * z;
  let sum = 0;
  for (let odd = 21; odd > 0; odd -= 2) sum = 1 / odd + square * sum;
  return doublings * Math.LN2 + 2 * z * sum;
}

function powerOfTwo(exponent: number): number {
  const factor = exponent < 0 ? 0.5 : 2;
  let power = 1;
  for (let left = Math.abs(exponent); left > 0; left--) power *= factor;
  return power;
}
