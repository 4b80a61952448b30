import { nodes } from "../../src/core/index.ts";
import { onlyAbout } from "../../src/protocols/byzantine/index.ts";
import { pbftLies } from "../../src/protocols/pbft/index.ts";
import type { KeyValueOperation, KeyValueResult } from "../../src/properties/index.ts";
import type { KeyValueState } from "../../src/protocols/services/index.ts";
import type { Run, Storm } from "../../src/sim/index.ts";
import { misbehaving, waysToMisbehave, type WayToMisbehave } from "./misbehaving.ts";
import { pbftCandidate, type MapPbft, type PbftCandidate, type PbftOptions } from "./pbft-candidate.ts";
import { drawLogStorm, short } from "./replicated-log-storms.ts";
import { explainFailure, weatherLog, type Complaint } from "./replicated-log.ts";

/** How so many replicas of a group misbehave; by default as many as it bears. */
export interface Cast {
  readonly count: number;
  /** What the faulty ones do; null if there are none. */
  readonly behaviour: WayToMisbehave | null;
  /** What kinds of messages lies are about; by default all. */
  readonly about?: readonly MapPbft["message"]["kind"][];
  readonly options?: PbftOptions;
}

/** Each behaviour of the library, and none at all. */
export const behaviourNames: readonly (WayToMisbehave | null)[] = [null, ...waysToMisbehave];

const lies = pbftLies<KeyValueState, KeyValueOperation, KeyValueResult>();

/** With the seed, the faulty ones change too: the first primary is one of them now and then. */
function candidateFor({ count, behaviour, about, options }: Cast, seed: number): PbftCandidate {
  const most = Math.floor((count - 1) / 3);
  const faulty = behaviour === null ? [] : nodes(most).map((nth) => (seed + nth) % count);
  const told = about === undefined ? lies : onlyAbout(about, lies);
  const name =
    behaviour === null ? `${count} correct nodes` : `${count} nodes, ${faulty.join(" and ")} ${behaviour}`;
  return pbftCandidate(
    name,
    count,
    behaviour === null ? {} : misbehaving(behaviour, told, faulty, count, Math.floor(seed / count)),
    options,
  );
}

export interface StormyRun {
  readonly run: Run<MapPbft>;
  readonly complaint: Complaint | null;
  /** The failure in words, with as little of the storm as it takes. */
  readonly explained: () => string;
}

/** One storm over PBFT, by its seed. */
export function stormOver(cast: Cast, seed: number): StormyRun {
  const candidate = candidateFor(cast, seed);
  const storm: Storm<MapPbft> = drawLogStorm(candidate, seed, undefined, short);
  const { run, complaint } = weatherLog(candidate, storm);
  return {
    run,
    complaint,
    explained: () => (complaint === null ? "" : explainFailure(candidate, storm, complaint)),
  };
}
