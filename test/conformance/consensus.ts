import type { Property, Protocol, QuorumSystem, Vocabulary } from "../../src/core/index.ts";
import {
  agreement,
  learnedIsChosen,
  oneValueChosen,
  validity,
  type VotingLens,
} from "../../src/properties/index.ts";
import {
  simulate,
  stormyNetwork,
  type CrashBefore,
  type Network,
  type Run,
  type Scheduled,
} from "../../src/sim/index.ts";
import type { Happening, Storm } from "./storm.ts";

/** What consensus means to its users: values are proposed, one of them is decided. */
export type Consenting = Vocabulary & {
  readonly request: { readonly kind: "propose"; readonly value: string };
  readonly decision: { readonly value: string };
};

/** A protocol that claims to solve consensus, as the suite needs to know it. */
export interface Candidate<V extends Consenting> {
  readonly name: string;
  readonly nodes: number;
  readonly protocol: Protocol<V>;
  readonly quorums: QuorumSystem;
  readonly voteIn: VotingLens<V>["voteIn"];
}

/** What consensus must never break. */
function safety<V extends Consenting>({ quorums, voteIn }: Candidate<V>): readonly Property<V>[] {
  const lens = { quorums, voteIn };
  return [agreement<V>(), validity<V>(), oneValueChosen(lens), learnedIsChosen(lens)];
}

/** Puts the candidate through a storm; the run ends at the first violation. */
export function weather<V extends Consenting>(
  candidate: Candidate<V>,
  storm: Storm,
  network: Network = stormyNetwork,
): Run<V> {
  return simulate({
    protocol: candidate.protocol,
    nodes: storm.nodes,
    seed: storm.seed,
    network,
    clockRates: storm.clockRates,
    schedule: storm.happenings.flatMap((happening) => scheduled<V>(happening)),
    crashBefore: storm.happenings.flatMap((happening) => struck<V>(happening)),
    properties: safety(candidate),
    untilSteps: 100_000,
  });
}

function scheduled<V extends Consenting>(happening: Happening): readonly Scheduled<V>[] {
  switch (happening.kind) {
    case "propose": {
      const { at, node, value } = happening;
      return [{ at, action: { kind: "request", node, request: { kind: "propose", value } } }];
    }
    case "fault":
      return [{ at: happening.at, action: happening.fault }];
    case "strike":
      return [];
  }
}

function struck<V extends Consenting>(happening: Happening): readonly CrashBefore<V>[] {
  if (happening.kind !== "strike") return [];
  const { node, nth, effect: kind } = happening;
  return [{ node, nth, effect: (effect) => effect.kind === kind }];
}
