import { formatBallot, sameData } from "../../../core/index.ts";
import type { SlotProposal, Value } from "../../../protocols/multi-paxos/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import { show } from "../../told.ts";
import { accepted, takeover, type Accepted, type Takeover } from "./occasions.ts";
import type { LeaderCalls } from "./port.ts";
import { rightLeader } from "./right.ts";

type LeaderCase = Case<LeaderCalls>;

const onTakeovers = (extent: Parameters<typeof takeover>[1]): LeaderCase["run"] =>
  occasions<LeaderCalls, Takeover>((random) => takeover(random, extent))(proposesWhatItShould);

const onNodes = occasions<LeaderCalls, Accepted>(accepted);

function proposesWhatItShould(module: LeaderCalls, { promises, from, own }: Takeover): Finding | null {
  const [got, wanted] = [module, rightLeader].map(({ agenda }) => agenda(promises, from, own));
  if (sameData(got, wanted)) return null;
  const reported = promises.map((promise) => promise.map(report).join(", ") || "nothing").join("; ");
  return {
    sentence: `The promises report ${reported}. From slot ${from} on, with ${listed(own.map(({ command }) => `“${command}”`))} of its own, the leader should propose ${listed(wanted!.map(content))}; it proposes ${listed(got!.map(content))}.`,
  };
}

const report = ({ slot, ballot, value }: SlotProposal<string>): string =>
  `${content(value)} in slot ${slot} at ${formatBallot(ballot)}`;

const content = (value: Value<string>): string =>
  value.kind === "commands"
    ? value.commands.map(({ command }) => `“${command}”`).join("+") || "an empty batch"
    : "a no-op";

const listed = (items: readonly string[]): string => items.join(", ") || "nothing";

const bySlot = (reports: readonly SlotProposal<string>[]): readonly SlotProposal<string>[] =>
  reports.toSorted((a, b) => a.slot - b.slot);

/** Section 3 of *Paxos Made Simple*: phase 1 for all slots at once, and what comes of it, slot by slot. */
export const contract: readonly LeaderCase[] = [
  {
    name: "asks about every slot that it has not applied",
    points: 1,
    why: "What it has only accepted may not be what was chosen: another ward may hold a vote of a higher ballot there.",
    run: onNodes((module, { state }) => {
      const { next } = state.replica;
      const got = module.asksFrom(state);
      return got === next
        ? null
        : {
            sentence: `A candidate that has applied all slots before ${next}, and accepted ${show(reportedSlots(state))}, should ask from slot ${next} on; it asks from ${got} on.`,
          };
    }),
  },
  {
    name: "reports all that it has accepted there, with its ballots",
    points: 1,
    why: "Any of these values may be chosen with the help of this very vote. The new leader hears of it in this promise or never.",
    run: onNodes((module, { state, from, log }) => {
      const wanted = log.filter(({ slot }) => slot >= from);
      const got = bySlot(module.reports(state, from));
      return sameData(got, wanted)
        ? null
        : {
            sentence: `An acceptor with ${listed(log.map(report))} in its log is asked about slot ${from} and all after it. It should report ${listed(wanted.map(report))}; it reports ${listed(got.map(report))}.`,
          };
    }),
  },
  {
    name: "pays for its own wishes where nobody reports anything",
    points: 1,
    why: "If a quorum has accepted nothing there, nothing is chosen there, and nothing at a lower ballot ever will be. The clients wait.",
    run: onTakeovers({ slots: 0, own: 3 }),
  },
  {
    name: "adopts in a slot what was reported at the highest ballot",
    points: 2,
    why: "The highest report carries whatever may have been chosen (P2c). Neither the first report, nor the last, nor the most frequent one need.",
    run: onTakeovers({ slots: 1, own: 1 }),
  },
  {
    name: "looks at each slot for itself",
    points: 1,
    why: "Slot by slot it is Paxos for one decision: who has the highest vote in one slot may have an old one in the next.",
    run: onTakeovers({ slots: 4, own: 1 }),
  },
  {
    name: "fills every gap with a no-op",
    points: 2,
    why: "An empty slot holds up all that is chosen after it, for ever. And what stands in a gap comes before what clients asked for earlier: let it be nothing.",
    run: onTakeovers({ slots: 6, gaps: 0.5, own: 2 }),
  },
  {
    name: "leaves what is applied as it is",
    points: 1,
    why: "What was chosen before `from` is known. An agenda that begins elsewhere puts every value into the wrong slot.",
    run: onTakeovers({ early: 3, slots: 2, gaps: 0.3, own: 1 }),
  },
];

const reportedSlots = (state: Accepted["state"]): readonly number[] =>
  rightLeader.reports(state, 0).map(({ slot }) => slot);
