import { explorer, type Limits, type Model, type Violation } from "../check/index.ts";
import type { Vocabulary } from "../core/index.ts";

/** A model that still breaks the property although less can happen in it, and a shortest run that does. */
export interface Minimised<V extends Vocabulary> {
  readonly model: Model<V>;
  readonly violation: Violation<V>;
}

/**
 * Breadth-first search gives a run with the fewest steps; of several such, people want the one with the
 * least trouble in it. So faults and requests are taken out of the model, one at a time, as long as it
 * still breaks the same property: fewer crashes, fewer losses, fewer duplicates, fewer requests.
 *
 * @param limits how much each smaller model may be searched; one not decided within them is not taken.
 */
export function minimise<V extends Vocabulary>(
  model: Model<V>,
  violation: Violation<V>,
  limits: Limits,
): Minimised<V> {
  for (const smaller of smallerModels(model)) {
    const found = breaks(smaller, violation.property, limits);
    if (found !== null) return minimise(smaller, found, limits);
  }
  return { model, violation };
}

function breaks<V extends Vocabulary>(
  model: Model<V>,
  property: string,
  limits: Limits,
): Violation<V> | null {
  const search = explorer(model, limits);
  while (search.advance(10_000));
  const { violation } = search.report();
  return violation?.property === property ? violation : null;
}

/** Every model in which one thing less can happen, the worst trouble first. */
function smallerModels<V extends Vocabulary>(model: Model<V>): readonly Model<V>[] {
  const { crashes, network = { kind: "unordered" }, requests = [] } = model;
  return [
    ...(crashes?.disk === "may be lost"
      ? [{ ...model, crashes: { ...crashes, disk: "kept" as const } }]
      : []),
    ...(crashes?.strikes !== "between steps" && crashes !== undefined && crashes.most > 0
      ? [{ ...model, crashes: { ...crashes, strikes: "between steps" as const } }]
      : []),
    ...(crashes !== undefined && crashes.most > 0
      ? [{ ...model, crashes: { ...crashes, most: crashes.most - 1 } }]
      : []),
    ...calmerNetworks(network).map((calmer) => ({ ...model, network: calmer })),
    ...requests.map((_, index) => ({ ...model, requests: requests.toSpliced(index, 1) })),
  ];
}

type NetworkModel = NonNullable<Model<Vocabulary>["network"]>;

function calmerNetworks(network: NetworkModel): readonly NetworkModel[] {
  if (network.kind === "set") return [];
  const { loss = 0, duplication = 0 } = network;
  const oneLess = (most: number): number => (most === Infinity ? 0 : most - 1);
  return [
    ...(duplication > 0 ? [{ ...network, duplication: oneLess(duplication) }] : []),
    ...(loss > 0 ? [{ ...network, loss: oneLess(loss) }] : []),
  ];
}
