import type { Vocabulary } from "../../core/index.ts";
import type { NetworkModel } from "../model.ts";
import type { Envelope } from "../state.ts";
import { canonicalText, sameText } from "../canonical.ts";

type Messages<V extends Vocabulary> = readonly Envelope<V>[];

/** The messages with one more, in the order that {@link SystemState.inFlight} promises. */
export function add<V extends Vocabulary>(
  kind: NetworkModel["kind"],
  inFlight: Messages<V>,
  envelope: Envelope<V>,
): Messages<V> {
  if (kind === "set" && inFlight.some((other) => sameText(other, envelope))) return inFlight;
  const key = kind === "fifo" ? link : canonicalText;
  const position = inFlight.findIndex((other) => key(other) > key(envelope));
  return position === -1 ? [...inFlight, envelope] : inFlight.toSpliced(position, 0, envelope);
}

export function remove<V extends Vocabulary>(inFlight: Messages<V>, envelope: Envelope<V>): Messages<V> {
  return inFlight.toSpliced(
    inFlight.findIndex((other) => sameText(other, envelope)),
    1,
  );
}

/** The messages that may arrive next, each once: all of them, or on a fifo network the first of each link. */
export function arriving<V extends Vocabulary>(
  kind: NetworkModel["kind"],
  inFlight: Messages<V>,
): Messages<V> {
  const key = kind === "fifo" ? link : canonicalText;
  return inFlight.filter((envelope, index) => index === 0 || key(inFlight[index - 1]!) !== key(envelope));
}

/** Sender and receiver as text that sorts as numbers do. */
const link = <V extends Vocabulary>({ from, to }: Envelope<V>): string =>
  `${String(from).padStart(6, "0")} ${String(to).padStart(6, "0")}`;
