import {
  milliseconds,
  seconds,
  type NodeId,
  type Random,
  type Time,
  type Vocabulary,
} from "../../src/core/index.ts";
import {
  drawStorm,
  stormyNetwork,
  type Network,
  type Scheduled,
  type Storm,
  type StormProfile,
} from "../../src/sim/index.ts";
import { lateClient, type Replicating } from "./replicated-log.ts";
import type { Workload } from "./replicated-log-work.ts";

/**
 * A storm over a few clients. A client goes on to its next command after a while, answered or not; until then it may ask
 * again, at any node. In every other storm all clients ask at one node at once, as waves that leave several slots
 * unfinished when they break.
 */
export function drawLogStorm<V extends Replicating<Operation>, Operation, Result>(
  { nodes, work }: { readonly nodes: number; readonly work: Workload<Operation, Result> },
  seed: number,
  network: Network = stormyNetwork,
  span: Span = long,
): Storm<V> {
  return drawStorm<V>(
    {
      nodes,
      network,
      // A leader's first dozen messages are its election: strikes must reach beyond it.
      strikesAmong: 60,
      ...span,
      requests: (everybody, calm, random) => requests(work, everybody, calm, random),
      late: (node) => execute(lateClient(node), 0, work.late(node)),
    },
    seed,
  );
}

/** How long storms last, and when after them late clients come. */
type Span = Required<Pick<StormProfile<Vocabulary>, "lengths" | "wakeUps">>;

const long: Span = {
  lengths: [milliseconds(600), seconds(1), seconds(2)],
  wakeUps: [1, 2, 3, 4].map(seconds),
};

/** For many runs in little time. */
export const short: Span = {
  lengths: [milliseconds(300), milliseconds(700), milliseconds(1_200)],
  wakeUps: [1, 5].map(seconds),
};

const clients = [0, 1, 2, 3];
const firstClient = clients.length;

/** When and where a client asks. */
interface Visit {
  readonly at: Time;
  readonly node: NodeId;
}

function requests<V extends Replicating<Operation>, Operation, Result>(
  { opening, draw }: Workload<Operation, Result>,
  everybody: readonly NodeId[],
  calm: Time,
  random: Random,
): readonly Scheduled<V>[] {
  const commands = random.integer(2, 7);
  const pause = Math.floor((calm + milliseconds(500)) / commands);
  const comesInWaves = random.chance(0.5);
  const visit = (): Visit => ({ at: random.integer(0, pause - 1), node: random.pick(everybody) });
  const rounds = Array.from({ length: commands }, (_, sequence) => {
    const wave = visit();
    return clients.flatMap((client) => {
      const request = execute(client, sequence, draw(random, `${client}.${sequence}`));
      const visits = [comesInWaves ? wave : visit(), ...repeats(random, visit)];
      return visits.map(({ at, node }): Scheduled<V> => {
        return { at: sequence * pause + at, action: { kind: "request", node, request } };
      });
    });
  });
  const first = opening.map((command, sequence): Scheduled<V> => {
    const request = execute(firstClient + sequence, 0, command);
    return { at: 0, action: { kind: "request", node: random.pick(everybody), request } };
  });
  return [...first, ...rounds.flat()];
}

function repeats(random: Random, visit: () => Visit): readonly Visit[] {
  return Array.from({ length: random.pick([0, 0, 1, 2]) }, visit);
}

function execute<Operation>(client: number, sequence: number, command: Operation) {
  return { kind: "execute" as const, client, sequence, command };
}
