import {
  createRandom,
  milliseconds,
  type Duration,
  type NodeId,
  type Random,
  type Vocabulary,
} from "../../core/index.ts";
import {
  directly,
  jointly,
  oneByOne,
  type Membership,
  type Reconfigure,
} from "../../protocols/multi-paxos/index.ts";
import type { Scheduled } from "../../sim/index.ts";

/** Whatever takes reconfigurations. */
type Moving = Vocabulary & { readonly request: Reconfigure | { readonly kind: string } };

export interface MovesOptions {
  readonly everybody: readonly NodeId[];
  /** The members at first. */
  readonly first: readonly NodeId[];
  /** For how long administrators have members come and go. */
  readonly span: Duration;
}

/** Administrators, who have members come and go, and ask several nodes for one thing. */
export function drawMoves<V extends Moving>(options: MovesOptions, seed: number): readonly Scheduled<V>[] {
  const { everybody, span } = options;
  const random = createRandom(1_000_000 + seed);
  const plan = drawPlan(options, random);
  const pause = Math.floor(span / plan.length);
  return plan.flatMap((membership, nth) =>
    Array.from({ length: random.integer(1, 3) }, (): Scheduled<V> => {
      const at = milliseconds(300) + nth * pause + random.integer(0, pause);
      const request: Reconfigure = { kind: "reconfigure", number: nth + 1, membership };
      return { at, action: { kind: "request", node: random.pick(everybody), request } };
    }),
  );
}

/** Some configurations, one after the other: grown, shrunk, all of them replaced, in one go or by a longer way. */
function drawPlan({ everybody, first }: MovesOptions, random: Random): readonly Membership[] {
  let members = first;
  return Array.from({ length: random.integer(1, 3) }, () => {
    const from = members;
    const strangers = everybody.filter((node) => !from.includes(node));
    members = random.chance(0.25) ? strangers : someOf(everybody, random);
    return random.pick([
      directly(members),
      directly(members),
      jointly(from, members),
      oneByOne(from, members),
    ]);
  }).flat();
}

function someOf(everybody: readonly NodeId[], random: Random): readonly NodeId[] {
  return random
    .shuffle(everybody)
    .slice(0, random.integer(1, 4))
    .toSorted((one, other) => one - other);
}
