import type { Model } from "../../check/index.ts";
import type { Phrasebook, Script, Vocabulary } from "../../core/index.ts";
import { explorerHtml, explorerText, showsItself, type ExplorerData } from "../../figures/index.ts";
import { graphOf } from "./graph.ts";

export interface ExplorerOptions<V extends Vocabulary> {
  readonly title?: string;
  /** The run to begin with, such as a counterexample; by default none. */
  readonly script?: Script<V>;
  /** How this protocol is spoken of. */
  readonly phrases?: Phrasebook<V>;
  /** How many states the page carries, about; by default 400. */
  readonly states?: number;
}

/** A state space to walk through by hand: in a notebook, in the lab's page and in exported pages. */
export interface ExplorerView {
  readonly data: ExplorerData;
}

/**
 * A debugger that goes back in time: steps through a run, shows what each node knows with what has just
 * changed, and from any step lets something else happen.
 *
 * @throws RangeError if the script is not a run of the model.
 */
export function explorerView<V extends Vocabulary>(
  model: Model<V>,
  {
    title = `${model.protocol.name}, step by step`,
    script = [],
    states = 400,
    phrases,
  }: ExplorerOptions<V> = {},
): ExplorerView {
  const data = graphOf(model, { title, script, states, ...(phrases === undefined ? {} : { phrases }) });
  return showsItself({ data }, () => ({
    "text/html": explorerHtml(data),
    "text/plain": explorerText(data),
  }));
}
