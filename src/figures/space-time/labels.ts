import { textWidth } from "./svg.ts";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface PlacedLabel {
  readonly x: number;
  readonly y: number;
}

/** Finds room for labels: first come, first served, never one upon another. */
export class LabelPlacer {
  readonly #bounds: Box;
  readonly #obstacles: readonly Segment[];
  readonly #taken: Box[] = [];

  /** @param obstacles - lines that labels had better not cross. */
  constructor(bounds: Box, obstacles: readonly Segment[]) {
    this.#bounds = bounds;
    this.#obstacles = obstacles;
  }

  /** Keeps labels off a mark. */
  block(box: Box): void {
    this.#taken.push(box);
  }

  /**
   * The best of the candidate places (the left end of the text's baseline), earlier ones preferred;
   * null if all are taken, or cross more than `patience` lines.
   */
  place(
    words: string,
    fontSize: number,
    candidates: readonly PlacedLabel[],
    patience = Infinity,
  ): PlacedLabel | null {
    let best: PlacedLabel | null = null;
    let fewest = patience + 1;
    for (const candidate of candidates) {
      const box = boxOf(words, fontSize, candidate);
      if (!within(box, this.#bounds) || this.#taken.some((taken) => overlap(box, taken))) continue;
      const crossings = this.#obstacles.filter((segment) => crosses(segment, box)).length;
      if (crossings < fewest) [best, fewest] = [candidate, crossings];
      if (fewest === 0) break;
    }
    if (best !== null) this.#taken.push(boxOf(words, fontSize, best));
    return best;
  }
}

function boxOf(words: string, fontSize: number, { x, y }: PlacedLabel): Box {
  return { left: x - 2, top: y - fontSize, right: x + textWidth(words, fontSize) + 2, bottom: y + 3 };
}

const within = (inner: Box, outer: Box): boolean =>
  inner.left >= outer.left &&
  inner.right <= outer.right &&
  inner.top >= outer.top &&
  inner.bottom <= outer.bottom;

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Liang and Barsky (1984): does any part of the segment lie in the box? */
function crosses({ x1, y1, x2, y2 }: Segment, box: Box): boolean {
  let [enter, leave] = [0, 1];
  for (const [step, distance] of [
    [x1 - x2, x1 - box.left],
    [x2 - x1, box.right - x1],
    [y1 - y2, y1 - box.top],
    [y2 - y1, box.bottom - y1],
  ] as const) {
    if (step === 0) {
      if (distance < 0) return false;
    } else if (step < 0) {
      enter = Math.max(enter, distance / step);
    } else {
      leave = Math.min(leave, distance / step);
    }
  }
  return enter <= leave;
}
