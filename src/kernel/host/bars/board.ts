import type { JsonObject } from "../../messaging/index.ts";
import type { BarState } from "../../worker/bars/state.ts";
import { viewOfBars } from "./view.ts";

export interface ShownBars {
  readonly cellId: number;
  /** Their display id. */
  readonly id: string;
  readonly bars: readonly BarState[];
  readonly isNew: boolean;
}

export type PublishFor = (cellId: number, type: string, content: JsonObject) => void;

/** Shows the progress bars of cells in place, and ends those whose process has gone. */
export class BarBoard {
  readonly #publishFor: PublishFor;
  /** Those of which some still run, by their display id. */
  readonly #running = new Map<string, ShownBars>();

  constructor(publishFor: PublishFor) {
    this.#publishFor = publishFor;
  }

  show(shown: ShownBars): void {
    const { cellId, id, bars, isNew } = shown;
    if (bars.some(({ phase }) => phase === "running")) this.#running.set(id, shown);
    else this.#running.delete(id);
    const type = isNew ? "display_data" : "update_display_data";
    this.#publishFor(cellId, type, { data: viewOfBars(bars), metadata: {}, transient: { display_id: id } });
  }

  /** The process that ran the loops has ended. */
  loseAll(): void {
    for (const shown of this.#running.values()) {
      const bars = shown.bars.map((bar): BarState =>
        bar.phase === "running" ? { ...bar, phase: "lost" } : bar,
      );
      this.show({ ...shown, bars, isNew: false });
    }
  }
}
