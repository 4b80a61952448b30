/** What a submission may use up. Whoever wants more is stopped, and told. */
export interface Limits {
  /** Milliseconds for one answer, or for loading the module. */
  readonly call: number;
  /** Milliseconds for everything about one submission: its answers, and what the judge computes with them. */
  readonly whole: number;
  /** Megabytes of the JavaScript heap; what lies outside of it (array buffers, strings of bytes) gets twice as much. */
  readonly heap: number;
  /** Bytes of one answer. */
  readonly answer: number;
  /** Different questions; a right solution needs a tenth of it. */
  readonly questions: number;
  /** Characters of source text. */
  readonly text: number;
}

export const usualLimits: Limits = {
  call: 2_000,
  whole: 30_000,
  heap: 48,
  answer: 65_536,
  questions: 20_000,
  text: 65_536,
};
