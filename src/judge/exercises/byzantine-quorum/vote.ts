import { nodes, type NodeId, type Random } from "../../../core/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import type { ByzantineQuorumModule, Vote } from "./port.ts";

/** A vote among wards as many of whom lie as the module says they may: each ward counts what it has heard. */
interface Evening {
  readonly count: number;
  /** What the honest ones want, by their share of those who want drains. */
  readonly share: number;
  readonly dice: Random;
}

const evening = (random: Random): Evening => ({
  count: random.integer(4, 13),
  share: random.pick([0.5, 0.5, 1]),
  dice: random,
});

type Plan = "drains" | "pumps";

const onEvenings = occasions<ByzantineQuorumModule, Evening>(evening, 8);

function play(module: ByzantineQuorumModule, { count, share, dice }: Evening): Finding | null {
  const faults = module.mostFaults(count);
  const quorum = module.leastQuorum(count, faults);
  const story = `Of ${count} wards ${faults} lie (mostFaults) and ${quorum ?? "none"} make a quorum (leastQuorum).`;
  if (quorum === null) return { sentence: `${story} So nothing is ever decided.` };
  const liars = Math.max(0, Math.min(count, Math.floor(faults)));
  const seats = dice.shuffle(nodes(count));
  const honest = seats.slice(liars);
  const forDrains = Math.ceil(share * honest.length);
  const wish = (nth: number): Plan => (nth < forDrains ? "drains" : "pumps");
  // To each of two honest wards the liars say, twice, what that one likes to hear.
  const heardBy = (liked: Plan): readonly Vote[] =>
    dice.shuffle([
      ...honest.map((sender, nth): Vote => ({ sender, digest: wish(nth) })),
      ...seats.slice(0, liars).flatMap((sender): readonly Vote[] => said(sender, liked)),
    ]);
  if (share === 1) {
    const silence = honest.map((sender): Vote => ({ sender, digest: "drains" }));
    return module.believed(silence, quorum) === "drains"
      ? null
      : { sentence: `${story} The liars keep silent, all the others say drains, and that is not believed.` };
  }
  const [one, other] = [
    module.believed(heardBy("drains"), quorum),
    module.believed(heardBy("pumps"), quorum),
  ];
  return one === null || other === null || one === other
    ? null
    : {
        sentence: `${story} Half of the others want drains and half pumps. One ward comes to believe in ${one} and another one in ${other}.`,
      };
}

const said = (sender: NodeId, digest: Plan): readonly Vote[] => [
  { sender, digest },
  { sender, digest },
];

export const vote: Case<ByzantineQuorumModule> = {
  name: "lets no two wards believe different things, and silence stop nobody",
  points: 3,
  why: "This is what all the counting is for: wards that may be lied to, each by itself, and one truth among the honest ones.",
  run: onEvenings(play),
};
