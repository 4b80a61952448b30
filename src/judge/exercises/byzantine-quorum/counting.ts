import type { Random } from "../../../core/index.ts";
import type { Case } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import { expected } from "../../told.ts";
import type { ByzantineQuorumModule, Vote } from "./port.ts";
import { rightByzantineQuorum as right } from "./right.ts";

type ByzantineCase = Case<ByzantineQuorumModule>;

const digests = ["drains", "pumps", "roads", "lights"] as const;

/** Some say it twice, some say two things, and node 10 sorts before node 2 if it is taken for text. */
function votes(random: Random): readonly Vote[] {
  const senders = random.shuffle([0, 1, 2, 3, 9, 10, 11]).slice(0, 5);
  const said = random.shuffle(digests).slice(0, 3);
  const list = Array.from({ length: random.integer(4, 10) }, () => ({
    sender: random.pick(senders),
    digest: random.chance(0.5) ? said[0]! : random.pick(said),
  }));
  return random.shuffle([...list, ...list.slice(0, random.integer(1, 3))]);
}

/** Somebody says one thing over and over, and more often than the others together say another. */
function shouted(random: Random): readonly Vote[] {
  const [shouter = 0, ...others] = random.shuffle([0, 1, 2, 3, 9, 10, 11]);
  const [wrong = "pumps", right = "drains"] = random.shuffle(digests);
  const said = others.slice(0, random.integer(2, 4)).map((sender) => ({ sender, digest: right }));
  return random.shuffle(
    [...said, ...said, ...said].map((vote, nth) =>
      nth < said.length ? vote : { sender: shouter, digest: wrong },
    ),
  );
}

const heard = (list: readonly Vote[]): string =>
  list.map(({ sender, digest }) => `${sender} “${digest}”`).join(", ");

const supporters: ByzantineCase = {
  name: "counts everybody once, and only for what they said",
  points: 1,
  why: "Messages are cheap: one liar can send a thousand. Only those who send them count.",
  run: occasions<ByzantineQuorumModule, readonly Vote[]>(
    votes,
    12,
  )((module, list) => {
    for (const digest of digests) {
      const wrong = expected(
        `Heard: ${heard(list)}. Who has said “${digest}”:`,
        module.supporters(list, digest),
        right.supporters(list, digest),
      );
      if (wrong !== null) return wrong;
    }
    return null;
  }),
};

interface Hearing {
  readonly list: readonly Vote[];
  readonly enough: number;
}

/** How many different nodes said the one that most said. */
const most = (list: readonly Vote[]): number =>
  Math.max(...digests.map((digest) => right.supporters(list, digest).length));

const believes: ByzantineCase = {
  name: "believes what enough different nodes have said",
  points: 2,
  why: "The liar was quick, or loud. Still, enough have said drains.",
  run: occasions<ByzantineQuorumModule, Hearing>((random) => {
    const list = random.chance(0.3) ? shouted(random) : votes(random);
    return { list, enough: random.pick([most(list), most(list), random.integer(1, most(list))]) };
  }, 20)((module, { list, enough }) => {
    const got = module.believed(list, enough);
    const asked = `Heard: ${heard(list)}. If ${enough} are enough, believed answers ${got === null ? "null" : `“${got}”`}`;
    if (got !== null && right.supporters(list, got).length >= enough) return null;
    return { sentence: `${asked}; it should be “${right.believed(list, enough)}”.` };
  }),
};

const believesNothing: ByzantineCase = {
  name: "believes nothing that fewer have said",
  points: 2,
  why: "One node that says pumps three times is one node; and who says roads is no witness for the pumps.",
  run: occasions<ByzantineQuorumModule, Hearing>((random) => {
    const list = random.chance(0.1) ? [] : votes(random);
    return { list, enough: list.length === 0 ? 1 : most(list) + random.pick([1, 1, 1, 2]) };
  }, 15)((module, { list, enough }) => {
    const got = module.believed(list, enough);
    return got === null
      ? null
      : {
          sentence: `Heard: ${heard(list) || "nothing"}. If ${enough} are enough, believed answers “${got}”, which ${right.supporters(list, got).length} different nodes have said.`,
        };
  }),
};

/** Whose word counts. */
export const counting: readonly ByzantineCase[] = [supporters, believes, believesNothing];
