export interface Band {
  /** `3`, `4 to 7`, `all 36`. */
  readonly points: string;
  readonly students: number;
}

/** So many bands, besides that of full marks, are easily taken in. */
const most = 10;

/** How many have so many points, in bands of one width; those with all points have a band of their own. */
export function bandsOf(distribution: readonly number[]): readonly Band[] {
  const of = distribution.length - 1;
  const width = Math.ceil(of / most);
  const bands: Band[] = [];
  for (let from = 0; from < of; from += width) {
    const last = Math.min(from + width, of) - 1;
    const students = distribution.slice(from, last + 1).reduce((sum, count) => sum + count, 0);
    bands.push({ points: from === last ? `${from}` : `${from} to ${last}`, students });
  }
  return [...bands, { points: `all ${of}`, students: distribution[of] ?? 0 }];
}
