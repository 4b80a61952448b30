import type { Property, Protocol, Vocabulary } from "../../src/core/index.ts";
import {
  agreement,
  learnedIsChosen,
  oneValueChosen,
  refinesVoting,
  validity,
  type PromisingLens,
  type VotingLens,
} from "../../src/properties/index.ts";
import type { StormProfile, Vessel } from "../../src/sim/index.ts";

/** What consensus means to its users: values are proposed, one of them is decided. */
export type Consenting = Vocabulary & {
  readonly request: { readonly kind: "propose"; readonly value: string };
  readonly decision: { readonly value: string };
};

/** A protocol that claims to solve consensus, as the suite needs to know it. */
export interface Candidate<V extends Consenting> extends VotingLens<V> {
  readonly name: string;
  readonly nodes: number;
  readonly protocol: Protocol<V>;
  /** How to hold it to every single vote; null if it is no refinement of Voting, as with fast rounds. */
  readonly voting: PromisingLens<V> | null;
}

/** The candidate, with what consensus must never break. */
export function vessel<V extends Consenting>(candidate: Candidate<V>): Vessel<V> {
  const properties: readonly Property<V>[] = [
    agreement<V>(),
    validity<V>(),
    oneValueChosen(candidate),
    learnedIsChosen(candidate),
  ];
  return { protocol: candidate.protocol, properties };
}

/** The same, held to every single vote: see {@link refinesVoting}. */
export function strictVessel<V extends Consenting>(candidate: Candidate<V>): Vessel<V> {
  const { protocol, properties } = vessel(candidate);
  const { voting } = candidate;
  return { protocol, properties: voting === null ? properties : [...properties, refinesVoting(voting)] };
}

/** Storms in which two to six values are proposed, and every node proposes once more after the storm. */
export function storms<V extends Consenting>({ nodes }: Candidate<V>): StormProfile<V> {
  return {
    nodes,
    requests: (everybody, calm, random) =>
      Array.from({ length: random.integer(2, 6) }, (_, nth) => ({
        at: random.integer(0, calm),
        action: { kind: "request", node: random.pick(everybody), request: propose(`value ${nth + 1}`) },
      })),
    late: (node) => propose(`late value of ${node}`),
  };
}

const propose = (value: string): Consenting["request"] => ({ kind: "propose", value });
