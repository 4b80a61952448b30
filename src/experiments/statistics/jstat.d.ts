/** The part of jStat that is used here; it brings no types of its own. */
declare module "jstat" {
  interface JStat {
    mean(numbers: readonly number[]): number;
    /** @param ofSample divides by n - 1. */
    stdev(numbers: readonly number[], ofSample: boolean): number;
    /** With `alphap` = `betap` = 1, Hyndman and Fan's definition 7, as in R and NumPy. */
    quantiles(
      numbers: readonly number[],
      probabilities: readonly number[],
      alphap: number,
      betap: number,
    ): number[];
    readonly studentt: { inv(probability: number, degreesOfFreedom: number): number };
    readonly normal: { inv(probability: number, mean: number, deviation: number): number };
    readonly binomial: { cdf(successes: number, trials: number, probability: number): number };
  }
  const jStat: JStat;
  export default jStat;
}
