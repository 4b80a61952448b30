import { milliseconds, seconds } from "../src/core/index.ts";
import {
  byzantineGroup,
  signatures as simulated,
  type Authentication,
} from "../src/protocols/byzantine/index.ts";
import { pbft, type Pbft } from "../src/protocols/pbft/index.ts";
import { tally } from "../src/scenarios/log/tally.ts";
import { at, calmNetwork, simulate } from "../src/sim/index.ts";
import { WireMeter } from "../src/wire/index.ts";
import { ed25519, hmac } from "./authentication.ts";
import { formatSeconds, once, secondsFor } from "./measure.ts";

type Tally = Pbft<number, number, number>;

/** What is sealed most often: a vote. */
const vote = {
  kind: "commit",
  view: 0,
  sequence: 1,
  digest: "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
  replica: 2,
} as const;

/**
 * Seals: what one costs in bytes, to make and to check; and PBFT with four replicas under real signatures, as it runs in
 * the simulator otherwise under pretended ones. Ratios are to HMAC-SHA-256.
 */
export function signatures(): void {
  const schemes = [hmac(), ed25519(), simulated];
  const all = schemes.map(costOf);
  const [least] = all;
  console.table(
    schemes.map((authentication, nth) => {
      const { make, check } = all[nth]!;
      return {
        "seal of a vote": authentication.name,
        bytes: sizeOf(authentication),
        "to make": formatMicroseconds(make),
        "to check": formatMicroseconds(check),
        "making, × HMAC": ratio(make, least!.make),
        "checking, × HMAC": ratio(check, least!.check),
      };
    }),
  );
  console.table(schemes.map(groupUnder));
}

interface Cost {
  readonly make: number;
  readonly check: number;
}

/** Of contents that are fresh each time; to write a content down is part of the work. */
function costOf(authentication: Authentication): Cost {
  const author = "replica 2";
  const genuine = authentication.seal(author, vote);
  return {
    make: secondsFor(() => void authentication.seal(author, { ...vote })),
    check: secondsFor(() => {
      if (!authentication.isGenuine(author, { ...vote }, genuine))
        throw new Error("A genuine seal is refused: a bug of ours.");
    }),
  };
}

/** Numbers stand for something else: as many bytes as they hold bits for. */
function sizeOf(authentication: Authentication): number {
  const made = authentication.seal("replica 2", vote);
  return typeof made === "number" ? 4 : Buffer.from(made, "base64url").length;
}

const commands = 200;

/** One command after the other: nothing is batched, so there are as many seals as there can be. */
function groupUnder(authentication: Authentication): object {
  const wire = new WireMeter<Tally>();
  let answers = 0;
  const run = (): void => {
    simulate<Tally>({
      protocol: pbft({ group: byzantineGroup(4), service: tally, authentication }),
      nodes: 4,
      seed: 1,
      network: calmNetwork,
      schedule: Array.from({ length: commands }, (_, sequence) =>
        at<Tally>(sequence * milliseconds(100), {
          kind: "request",
          node: 1,
          request: { kind: "execute", client: 0, sequence, command: 1 },
        }),
      ),
      trace: "off",
      untilTime: seconds(60),
      observer(event) {
        wire.see(event);
        if (event.kind === "decide" && event.decision.kind === "answered") answers++;
      },
    });
  };
  const time = once(run);
  if (answers !== commands)
    throw new Error(`${answers} of ${commands} commands were answered: a bug of ours.`);
  return {
    "PBFT, 4 replicas": authentication.name,
    "bytes a command": Math.round(wire.reading.total.bytes / commands),
    "processor time a command, all replicas": formatSeconds(time / commands),
  };
}

const formatMicroseconds = (seconds: number): string => `${(seconds * 1e6).toFixed(1)} µs`;

const ratio = (one: number, other: number): string => `${(one / other).toFixed(1)} ×`;
