import { formatBallot, sameData, type Ballot } from "../../../core/index.ts";
import type { AcceptorState, Message } from "../../../protocols/single-decree/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { hears, written } from "../../steps.ts";
import { expected, show } from "../../told.ts";
import { onOccasions, type Occasion } from "../acceptor/occasions.ts";
import type { AcceptorCalls } from "../acceptor/port.ts";
import { promises, refusals, repetitions, votes, type Deed } from "./deeds.ts";

type DurableCase = Case<AcceptorCalls>;
type State = AcceptorState<string>;

/** Looks at all these deeds on all occasions. */
const onDeeds = (
  kinds: readonly ((module: AcceptorCalls, occasion: Occasion) => readonly Deed[])[],
  look: (deed: Deed) => Finding | null,
): DurableCase["run"] =>
  onOccasions((module, occasion) => {
    const findings = kinds.flatMap((deeds) => deeds(module, occasion)).map(look);
    return findings.find((finding) => finding !== null) ?? null;
  });

const stillDecides: DurableCase = {
  name: "promises, accepts and refuses as before",
  points: 2,
  why: "A disk is no excuse: whoever writes everything down and answers wrongly has a faithful record of two truths.",
  run: onDeeds(
    [promises, votes, repetitions, refusals],
    ({ what, step, heard, after }) =>
      hears(what, step, heard) ?? expected(`${what}. What it remembers afterwards:`, step.state, after),
  ),
};

/** What a step leaves on disk. */
const left = ({ what, step, after }: Deed): Finding | null => {
  const writes = written(step);
  return writes.length === 0
    ? { sentence: `${what}: nothing is written.` }
    : expected(`${what}. What its disk holds afterwards:`, writes.at(-1), after);
};

const writesPromise: DurableCase = {
  name: "writes the whole of what it knows with a promise",
  points: 2,
  why: "A write replaces all that the disk held. A disk that holds the promise without the vote tells the next proposer that nothing was accepted.",
  run: onDeeds([promises], left),
};

const writesVote: DurableCase = {
  name: "writes the whole of what it knows with a vote",
  points: 2,
  why: "A vote without its promise on disk lets a late, lower proposal in after the power cut; a promise without its vote forgets what may be chosen.",
  run: onDeeds([votes], left),
};

const speaksTruth: DurableCase = {
  name: "says nothing that its disk does not know",
  points: 3,
  why: "The power may fail right after any letter has left. Whoever reads it relies on what the ledger has forgotten.",
  run: onDeeds([promises, votes, repetitions, refusals], ({ what, before, step }) => {
    let onDisk: State = before;
    for (const effect of step.effects) {
      if (effect.kind === "persist") onDisk = effect.value;
      if (effect.kind !== "send" || isTrueOf(onDisk, effect.message)) continue;
      return {
        sentence: `${what}, says “${show(effect.message)}”, and the power fails: its disk knows of ${show(onDisk)} only.`,
      };
    }
    return null;
  }),
};

/** Whether an acceptor that came back with this would stand by what it said. */
function isTrueOf({ promised, accepted }: State, message: Message<string>): boolean {
  const standsBy = (ballot: Ballot): boolean => sameData(promised, ballot);
  switch (message.kind) {
    case "promise":
      return standsBy(message.ballot) && sameData(accepted, message.accepted);
    case "accepted":
      return standsBy(message.ballot) && sameData(accepted, { ballot: message.ballot, value: message.value });
    case "nack":
      return standsBy(message.promised);
    case "prepare":
    case "accept":
    case "chosen":
      return true;
  }
}

const writesOnce: DurableCase = {
  name: "writes once for a step, however many hear of it",
  points: 1,
  why: "With a real disk, the write is most of the time that a vote takes. One is enough for all the letters of a step.",
  run: onDeeds([promises, votes], ({ what, step }) => {
    const times = written(step).length;
    return times <= 1 ? null : { sentence: `${what}, and writes ${times} times.` };
  }),
};

const sparesDisk = (name: string, why: string, deeds: typeof repetitions): DurableCase => ({
  name,
  points: 1,
  why,
  run: onDeeds([deeds], ({ what, step, before }) =>
    written(step).length === 0
      ? null
      : {
          sentence: `${what}: its disk knows all of that already (promise of ${formatBallot(before.promised)}), and it writes again.`,
        },
  ),
});

/** What is written, when, and when not (*Paxos Made Simple*, sections 2.2 and 2.5). */
export const disk: readonly DurableCase[] = [
  stillDecides,
  writesPromise,
  writesVote,
  speaksTruth,
  writesOnce,
  sparesDisk(
    "writes nothing when it refuses",
    "A refusal changes nothing. If it costs a write all the same, a crowd of late proposals holds up those in time.",
    refusals,
  ),
  sparesDisk(
    "writes nothing when it says again what it said before",
    "Letters come twice, more often than not in a storm. The answer goes out once more, and the disk can rest.",
    repetitions,
  ),
];
