import { sameData, type Ballot, type Random } from "../../../core/index.ts";
import type { Case } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import { anyBallot, anyNode, anyRound } from "./occasions.ts";
import type { BallotsCalls } from "./port.ts";

const reads: Case<BallotsCalls> = {
  name: "reads a ballot from text",
  points: 1,
  why: "The clerk's notes say 10_3 and mean round 10 of node 3.",
  run: occasions<BallotsCalls, Ballot>(anyBallot)((module, ballot) => {
    const text = `${ballot.round}_${ballot.node}`;
    const read = module.parseBallot(text);
    if (sameData(read, ballot)) return null;
    const instead =
      read === "RangeError" ? "throws a RangeError" : `reads round ${read.round} of node ${read.node}`;
    return { sentence: `"${text}" is round ${ballot.round} of node ${ballot.node}; parseBallot ${instead}.` };
  }),
};

/** Each the ruin of a good text, in another way. */
const ruins: readonly ((round: number, node: number) => string)[] = [
  () => "",
  () => "_",
  // Digits, but not decimal ones as a program reads them.
  () => "\u0661_\u0662",
  () => "\uFF11_\uFF12",
  (round) => `${round}`,
  (round) => `${round}_`,
  (_, node) => `_${node}`,
  (round, node) => `${round}_${node}_${round}`,
  (round, node) => `${round}_${node}_`,
  (round, node) => `_${round}_${node}`,
  (round, node) => `-${round}_${node}`,
  (round, node) => `${round}_-${node}`,
  (round, node) => `+${round}_${node}`,
  (round, node) => `${round}.5_${node}`,
  (round, node) => `${round}_${node}.0`,
  (round, node) => `${round}e3_${node}`,
  (round, node) => `0x${round}_${node}`,
  (round, node) => ` ${round}_${node}`,
  (round, node) => `${round}_${node}\n`,
  (round, node) => `${round} _${node}`,
  (round, node) => `${round}_${node}th`,
  (round, node) => `ballot ${round}_${node}`,
  (round, node) => `${round}-${node}`,
  (round, node) => `${round}.${node}`,
  (round) => `${round}_node`,
  (_, node) => `Infinity_${node}`,
  () => "NaN_NaN",
];

const refuses: Case<BallotsCalls> = {
  name: "refuses every other text with a RangeError",
  points: 2,
  why: "A number that was guessed from a smudge in the minutes is somebody else's ballot, and nobody will ever know.",
  run(module, random: Random) {
    for (const ruin of random.shuffle(ruins)) {
      const text = ruin(anyRound(random), anyNode(random));
      const read = module.parseBallot(text);
      if (read === "RangeError") continue;
      const { round, node } = read;
      return {
        sentence: `parseBallot(${JSON.stringify(text)}) reads round ${round} of node ${node} there; it should throw a RangeError.`,
      };
    }
    return null;
  },
};

export const reading: readonly Case<BallotsCalls>[] = [reads, refuses];
