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

/** From a desk to the next: 1 ms. To a suburb or from one: 10 ms. Each message takes more or less by a share. */
export function suburbs(count: number, jitter = 0): Suburbs {
  const rivals = nodes(count);
  const link = (latency: Duration): { readonly latency: Latency } => ({ latency: around(latency, jitter) });
  const [near, far] = [link(milliseconds(1)), link(milliseconds(10))];
  return {
    rivals,
    names: [...rivalNames.slice(0, count), ...suburbNames.slice(0, count + 1)],
    network: {
      ...far,
      loss: 0,
      duplication: 0,
      ordering: "any",
      link: (from, to) => (from < count && to < count ? near : undefined),
    },
  };
}

function around(latency: Duration, jitter: number): Latency {
  if (jitter === 0) return { kind: "constant", latency };
  const spread = Math.round(latency * jitter);
  return { kind: "uniform", min: latency - spread, max: latency + spread };
}
