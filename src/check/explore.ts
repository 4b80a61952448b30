import type { Vocabulary } from "../core/index.ts";
import type { Explorer } from "./explorer.ts";
import type { Limits, Model } from "./model.ts";
import { ProtocolExplorer } from "./engine/protocol-explorer.ts";
import type { Report } from "./report.ts";
import { requireSound } from "./sound.ts";

/**
 * Begins a search; nothing is expanded until it is told to advance.
 *
 * @throws RangeError in one sentence if the model or the limits make no sense.
 */
export function explorer<V extends Vocabulary>(model: Model<V>, limits: Limits = {}): Explorer<V> {
  requireSound(model, limits);
  return new ProtocolExplorer(model, limits);
}

/** Explores the model until all is seen, a property is broken or a limit is reached. */
export function explore<V extends Vocabulary>(model: Model<V>, limits: Limits = {}): Report<V> {
  const search = explorer(model, limits);
  while (search.advance(10_000));
  return search.report();
}
