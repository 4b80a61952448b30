import { createHash } from "node:crypto";
import { majority, milliseconds, nodes } from "../../src/core/index.ts";
import { singleDecree } from "../../src/protocols/single-decree/index.ts";
import { drawStorm, formatTrace, stormyNetwork, weather, type Latency } from "../../src/sim/index.ts";
import { storms, vessel } from "../conformance/consensus.ts";
import { paxosCandidate } from "../conformance/single-decree.ts";

const ms = milliseconds(1);

/** Every distribution of latency, each on some of the links. */
const latencies: readonly Latency[] = [
  { kind: "constant", latency: 5 * ms },
  { kind: "uniform", min: ms, max: 20 * ms },
  { kind: "exponential", min: ms, mean: 10 * ms },
  { kind: "log-normal", median: 10 * ms, sigma: 1 },
];

/** The SHA-256 of the traces of ten storms over a network that uses all that a network can be. */
export function fingerprint(seed: number): string {
  const quorums = majority(nodes(5));
  const candidate = paxosCandidate("majority", 5, quorums, singleDecree<string>({ quorums }));
  const network = {
    ...stormyNetwork,
    link: (from: number, to: number) => ({
      latency: latencies[(from + to) % latencies.length]!,
      ordering: from < to ? ("fifo" as const) : ("any" as const),
    }),
  };
  const hash = createHash("sha256");
  for (let nth = 0; nth < 10; nth++) {
    hash.update(
      formatTrace(
        weather(vessel(candidate), drawStorm({ ...storms(candidate), network }, 10 * seed + nth)).trace,
      ),
    );
  }
  return hash.digest("hex");
}

if (import.meta.main) process.stdout.write(fingerprint(Number(process.argv[2])));
