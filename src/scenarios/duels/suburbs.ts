import { milliseconds, nodes, type Duration, type NodeId } from "../../core/index.ts";
import type { Latency, Network } from "../../sim/index.ts";

/**
 * Rivals in one building, ledgers in the suburbs: as many rivals as there are, and one suburb more, so that every
 * majority needs a suburb. All of them accept and learn.
 */
export interface Suburbs {
  readonly rivals: readonly NodeId[];
  readonly names: readonly string[];
  readonly network: Network;
}

const rivalNames = ["Bandra", "Kurla", "Andheri", "Dadar", "Colaba"] as const;
const suburbNames = ["Bhandup", "Mulund", "Malad", "Borivali", "Dahisar", "Govandi"] as const;

/** The most rivals that a duel can have. */
export const mostRivals = rivalNames.length;

/** From desk to desk: 1 ms. */
export const nextDoor: Duration = milliseconds(1);

/**
 * To a suburb or from one a message takes 10 ms, between rivals `near`; each takes more or less by a share of up to
 * `jitter`.
 */
export function suburbs(count: number, jitter = 0, near: Duration = nextDoor): Suburbs {
  const rivals = nodes(count);
  const link = (latency: Duration): { readonly latency: Latency } => ({ latency: around(latency, jitter) });
  const [between, far] = [link(near), link(milliseconds(10))];
  return {
    rivals,
    names: [...rivalNames.slice(0, count), ...suburbNames.slice(0, count + 1)],
    network: {
      ...far,
      loss: 0,
      duplication: 0,
      ordering: "any",
      link: (from, to) => (from < count && to < count ? between : undefined),
    },
  };
}

function around(latency: Duration, jitter: number): Latency {
  if (jitter === 0) return { kind: "constant", latency };
  const spread = Math.round(latency * jitter);
  return { kind: "uniform", min: latency - spread, max: latency + spread };
}
