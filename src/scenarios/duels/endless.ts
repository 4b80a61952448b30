import type { Ballot, Script, ScriptAction } from "../../core/index.ts";
import type { Message, SingleDecree } from "../../protocols/single-decree/index.ts";
import { drains, pumps } from "../bmc/proposals.ts";

/**
 * A duel that never ends, as a script for `play` or the model checker: Bandra (node 0) and Kurla (node 1) propose,
 * Andheri (node 2) alone accepts and learns.
 *
 * When the duel is in full swing (0 laps) and after each lap all is as it was, two rounds higher: Kurla's accept is on
 * its way, and Bandra's timer runs. Rounds are only ever compared and counted up, so one lap proves them all. In every lap each
 * message that was sent arrives, each timer rings, and nothing is lost.
 */
export function endlessDuel(laps: number): Script<SingleDecree<string>> {
  return [...opening(), ...Array.from({ length: laps }, (_, lap) => lapFrom(2 * lap + 2)).flat()];
}

type Step = ScriptAction<SingleDecree<string>>;

const [bandra, kurla, andheri] = [0, 1, 2];

const opening = (): Script<SingleDecree<string>> => [
  { kind: "request", node: bandra, request: { kind: "propose", value: drains } },
  ...promised({ round: 1, node: bandra }),
  { kind: "request", node: kurla, request: { kind: "propose", value: pumps } },
  ...promised({ round: 1, node: kurla }),
  ...refused({ round: 1, node: bandra }, drains, { round: 1, node: kurla }),
  ...lapFrom(0),
];

/** Bandra tops Kurla's ballot before Kurla's accept arrives, and Kurla does the same to Bandra. */
function lapFrom(round: number): Script<SingleDecree<string>> {
  const kurlas = { round: round + 1, node: kurla };
  const bandras = { round: round + 2, node: bandra };
  const kurlasNext = { round: round + 3, node: kurla };
  return [
    { kind: "timer", node: bandra, timer: "retry" },
    ...promised(bandras),
    ...refused(kurlas, pumps, bandras),
    { kind: "timer", node: kurla, timer: "retry" },
    ...promised(kurlasNext),
    ...refused(bandras, drains, kurlasNext),
  ];
}

/** How the duel would end if one of the rivals were left alone after these laps. */
export function endedBy(winner: "Bandra" | "Kurla", laps: number): Script<SingleDecree<string>> {
  const before = endlessDuel(laps);
  if (winner === "Kurla") return [...before, ...accepted({ round: 2 * laps + 3, node: kurla }, pumps)];
  const ballot = { round: 2 * laps + 4, node: bandra };
  return [
    ...before,
    { kind: "timer", node: bandra, timer: "retry" },
    ...promised(ballot),
    ...accepted(ballot, drains),
  ];
}

/** Phase 1 of a ballot that nothing stands in the way of. */
function promised(ballot: Ballot): readonly Step[] {
  return [
    toAndheri(ballot, { kind: "prepare", ballot }),
    fromAndheri(ballot, { kind: "promise", ballot, accepted: null }),
  ];
}

/** Phase 2 of a ballot that has been topped meanwhile. */
function refused(ballot: Ballot, value: string, by: Ballot): readonly Step[] {
  return [
    toAndheri(ballot, { kind: "accept", ballot, value }),
    fromAndheri(ballot, { kind: "nack", ballot, promised: by }),
  ];
}

function accepted(ballot: Ballot, value: string): readonly Step[] {
  return [
    toAndheri(ballot, { kind: "accept", ballot, value }),
    { kind: "deliver", from: andheri, to: andheri, message: { kind: "accepted", ballot, value } },
  ];
}

const toAndheri = ({ node }: Ballot, message: Message<string>): Step => ({
  kind: "deliver",
  from: node,
  to: andheri,
  message,
});

const fromAndheri = ({ node }: Ballot, message: Message<string>): Step => ({
  kind: "deliver",
  from: andheri,
  to: node,
  message,
});
