import { milliseconds } from "../../../core/index.ts";
import { opening, type FaultSchedule } from "../compare/schedule.ts";
import { relatives, type Contestant } from "../compare/index.ts";
import { rounded } from "./numbers.ts";

/** What it costs a protocol to bear f faulty nodes, be they such as crash or such as lie. */
export type ToleranceRow = Readonly<{
  protocol: string;
  "faulty nodes may": "crash" | "lie";
  f: number;
  nodes: number;
  "message delays": number | string;
  messages: number | string;
  bytes: number | string;
  /** Whether clients are answered while so many nodes are down. */
  "with f down": Served;
  "with f + 1 down": Served;
}>;

type Served = "goes on" | "stands still";

/** All relatives, for each f: those that bear crashes first. Costs are of one command, asked at the leader. */
export function crashAgainstLies({ fs }: { readonly fs: readonly number[] }): readonly ToleranceRow[] {
  const inOrder = [
    ...relatives.filter(({ tolerates }) => tolerates === "crashes"),
    ...relatives.filter(({ tolerates }) => tolerates === "lies"),
  ];
  return inOrder.flatMap((relative) => fs.map((f) => toleranceRow(relative, f)));
}

function toleranceRow(relative: Contestant, f: number): ToleranceRow {
  const { name, tolerates, nodesFor, calm } = relative;
  const { atLeader } = calm({ f, seed: 1 });
  const unknown = "not all answered";
  return {
    protocol: name,
    "faulty nodes may": tolerates === "crashes" ? "crash" : "lie",
    f,
    nodes: nodesFor(f),
    "message delays": atLeader?.delays ?? unknown,
    messages: atLeader === null ? unknown : rounded(atLeader.messages, 1),
    bytes: atLeader === null ? unknown : rounded(atLeader.bytes),
    "with f down": withDown(relative, f, f),
    "with f + 1 down": withDown(relative, f, f + 1),
  };
}

const from = opening + milliseconds(300);
const to = from + milliseconds(2_000);

/** A second after so many followers have crashed, and they do not come back: is anybody answered? */
function withDown({ trial }: Contestant, f: number, down: number): Served {
  const places = Array.from({ length: down }, (_, nth) => nth + 1);
  const schedule: FaultSchedule = { troubles: [{ kind: "crash", from, to, places }], until: to };
  const { answers } = trial(f, { schedule, seed: 1, rate: 40 });
  const late = answers.filter(({ at }) => at > from + milliseconds(1_000) && at < to);
  return late.length > 0 ? "goes on" : "stands still";
}
