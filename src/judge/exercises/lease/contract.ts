import type { Random } from "../../../core/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import { quorumSystem, type QuorumPlan } from "../../quorum-plan.ts";
import {
  campaigning,
  drawHeartbeats,
  drawReign,
  drawTerms,
  following,
  leading,
  stateOf,
  type Heartbeats,
  type Reign,
} from "./occasions.ts";
import type { LeaseCalls, Terms, WardNode, WardRole } from "./port.ts";
import { loyalSince } from "./right.ts";

type LeaseCase = Case<LeaseCalls>;

interface Wooing {
  readonly who: string;
  readonly role: WardRole;
  readonly candidate: number;
}

/** Whether each of these should refuse, or give, its promise. */
const onWooings = (
  isLoyal: boolean,
  draw: (leader: number, candidate: number, random: Random) => readonly Wooing[],
) =>
  occasions<LeaseCalls, readonly Wooing[]>((random) => {
    const [leader = 0, candidate = 1] = random.shuffle([0, 1, 2, 3, 4]);
    return draw(leader, candidate, random);
  }, 5)((module, wooings) => {
    const wrong = wooings.find(({ role, candidate }) => module.isLoyal(role, candidate) !== isLoyal);
    return wrong === undefined
      ? null
      : {
          sentence: `${wrong.who} is asked for its promise by node ${wrong.candidate}, and ${isLoyal ? "owes it to another to refuse" : "owes it to nobody to refuse"}; isLoyal answers ${String(!isLoyal)}.`,
        };
  });

const onTerms = occasions<LeaseCalls, Terms>(drawTerms, 15);
const onMajorities = occasions<LeaseCalls, Heartbeats>((random) => drawHeartbeats(random, "majority"), 40);
const onSizes = occasions<LeaseCalls, Heartbeats>((random) => drawHeartbeats(random, "sizes"), 20);

/** By how much its own length the lease is longer is another matter: here it is only from when on it counts. */
function lastsUntil(module: LeaseCalls, { answers, quorums, terms }: Heartbeats): Finding | null {
  const since = loyalSince(answers, quorumSystem(quorums));
  const wanted = since === null ? null : since + module.leaseLength(terms);
  const got = module.leaseUntil(answers, quorums, terms);
  if (got === wanted) return null;
  const heard = answers.map(({ node, sentAt }) => `node ${node} that of ${clock(sentAt)}`).join(", ");
  const asked = `Of heartbeats were answered: ${heard || "none"}. ${plainly(quorums)}`;
  return {
    sentence:
      since === null
        ? `${asked} That is no quorum of loyal members, so there is no lease; leaseUntil answers ${clock(got)}.`
        : `${asked} A quorum is loyal since ${clock(since)}: the lease holds until ${clock(wanted)}; leaseUntil answers ${clock(got)}.`,
  };
}

const clock = (time: number | null): string => (time === null ? "null" : `${(time / 1_000).toFixed(3)} ms`);

const plainly = (quorums: QuorumPlan): string => {
  const members = `{${quorums.acceptors.toSorted((a, b) => a - b).join(", ")}}`;
  return quorums.kind === "sizes"
    ? `Members are ${members}, phase 1 takes ${quorums.phase1} of them and phase 2 ${quorums.phase2}.`
    : `Members are ${members}, and a majority decides.`;
};

interface Moment {
  readonly what: string;
  readonly state: WardNode;
  readonly now: number;
}

const onMoments = (mayServe: boolean, draw: (reign: Reign, random: Random) => readonly Moment[]) =>
  occasions<LeaseCalls, readonly Moment[]>(
    (random) => draw(drawReign(random), random),
    5,
  )((module, moments) => {
    const wrong = moments.find(({ state, now }) => module.mayServe(state, now) !== mayServe);
    return wrong === undefined
      ? null
      : {
          sentence: `${wrong.what}, by its clock at ${clock(wrong.now)}: it ${mayServe ? "may" : "may not"} answer from its own copy; mayServe answers ${String(!mayServe)}.`,
        };
  });

/** Gray and Cheriton, *Leases* (1989), section 3.1; Ongaro's thesis (2014), section 6.4.1. */
export const contract: readonly LeaseCase[] = [
  {
    name: "promises nothing to others as long as it is patient",
    points: 1,
    why: "The leader answers from its own copy because it relies on this. One promise too early, and another leader pays out money that it still shows.",
    run: onWooings(true, (leader, candidate) => [
      { who: `A patient follower of node ${leader}`, role: following(leader, true), candidate },
      { who: "One that has just started, and is patient", role: following(null, true), candidate },
      { who: `Node ${leader}, which leads,`, role: leading(leader, null), candidate },
    ]),
  },
  {
    name: "promises to its own leader, and to anybody once its patience is over",
    points: 1,
    why: "Safe is not enough. If those whom nobody leads any more refuse everybody, nobody ever leads again.",
    run: onWooings(false, (leader, candidate, random) => [
      { who: `A patient follower of node ${leader}`, role: following(leader, true, 7), candidate: leader },
      { who: `A follower whom node ${leader} has lost`, role: following(leader, false), candidate },
      { who: "A follower of nobody", role: following(null, false), candidate },
      {
        who: `Node ${leader}, a candidate itself,`,
        role: campaigning(leader, random.integer(1, 9)),
        candidate,
      },
    ]),
  },
  {
    name: "counts from when the heartbeat was sent",
    points: 1,
    why: "It may have come at once, and the answer have taken all the time. The other's patience then began when the heartbeat was sent.",
    run: occasions<LeaseCalls, number>((random) => random.integer(1_000, 5_000_000))((module, sentAt) => {
      const got = module.leaseFrom(sentAt, sentAt + 80_000);
      return got === sentAt
        ? null
        : {
            sentence: `A heartbeat was sent at ${clock(sentAt)} and answered at ${clock(sentAt + 80_000)}. The other is sure to be loyal from ${clock(sentAt)} on; leaseFrom answers ${clock(got)}.`,
          };
    }),
  },
  {
    name: "lasts no longer than is safe, with its own clock slow and the other’s fast",
    points: 2,
    why: "The other's fast clock is through with its patience after patience / (1 + ε); in that time the leader's slow clock goes on by 1 − ε of it.",
    run: onTerms((module, terms) => {
      const [got, most] = [module.leaseLength(terms), bound(terms)];
      return got <= most ? null : { sentence: `${termsText(terms)} A lease of ${got} µs is too long.` };
    }),
  },
  {
    name: "lasts as long as is safe",
    points: 1,
    why: "A lease that is shorter than it need be sends people away for nothing, and one of no length is no lease.",
    run: onTerms((module, terms) => {
      const [got, most] = [module.leaseLength(terms), bound(terms)];
      return got >= most - 2 ? null : { sentence: `${termsText(terms)} A lease of ${got} µs is too short.` };
    }),
  },
  {
    name: "holds for as long as a quorum of members is loyal",
    points: 2,
    why: "Those who are not in it can elect nobody without one who is. One loyal node is not enough, all are not needed, and strangers do not count.",
    run: onMajorities(lastsUntil),
  },
  {
    name: "asks the quorums, which need not be majorities",
    points: 1,
    why: "The loyal ones must be among any who could elect another leader: phase-2 quorums are, and phase-1 quorums need not be.",
    run: onSizes(lastsUntil),
  },
  {
    name: "answers by itself within its lease",
    points: 1,
    why: "That is what the lease is for: to answer at once, and ask nobody.",
    run: onMoments(true, ({ state, lease, node, number, next }, random) => [
      {
        what: `A leader that is prepared for configuration ${number + 1} already, where configuration ${number} is in charge`,
        state: stateOf(leading(node, lease, number + 1), number, next),
        now: lease.until - 1,
      },
      { what: "A leader with a lease and everything applied", state, now: lease.until - 1 },
      {
        what: "A leader with a lease and everything applied",
        state,
        now: lease.until - random.integer(2, 400_000),
      },
    ]),
  },
  {
    name: "does not answer when the lease is over, or when there is none",
    points: 2,
    why: "From then on another may lead, and this node be the last to hear of it.",
    run: onMoments(false, ({ state, lease, node, number, next }, random) => [
      { what: "A leader whose lease ends right now", state, now: lease.until },
      { what: "A leader whose lease is over", state, now: lease.until + random.integer(1, 1_000_000) },
      {
        what: "A leader that has not had a lease yet",
        state: stateOf(leading(node, { ...lease, until: 0 }, number), number, next),
        now: lease.until,
      },
      {
        what: "A leader where there are no leases",
        state: stateOf(leading(node, null, number), number, next),
        now: lease.until - 1,
      },
      {
        what: "A follower",
        state: stateOf(following(node, true), number, next),
        now: lease.until - 1,
      },
      {
        what: "A candidate",
        state: stateOf(campaigning(node, 3), number, next),
        now: lease.until - 1,
      },
    ]),
  },
  {
    name: "does not answer before its copy is up to date",
    points: 2,
    why: "What its election brought to light may be chosen, and clients told so. And among members whom its phase 1 has not reached there may be more.",
    run: onMoments(false, ({ lease, node, number, next }, random) => [
      {
        what: `A leader that has to apply all slots before ${next + 1}, and has applied those before ${next}`,
        state: stateOf(leading(node, { ...lease, servesFrom: next + 1 }, number), number, next),
        now: lease.until - 1,
      },
      {
        what: `A leader that has to apply all slots before ${next + 9}, and has applied those before ${next}`,
        state: stateOf(leading(node, { ...lease, servesFrom: next + 9 }, number), number, next),
        now: lease.until - random.integer(1, 100_000),
      },
      {
        what: `A leader that is prepared for configuration ${number}, where configuration ${number + 1} is in charge`,
        state: stateOf(leading(node, lease, number), number + 1, next),
        now: lease.until - 1,
      },
    ]),
  },
];

const bound = ({ patience, clockDrift }: Terms): number => (patience * (1 - clockDrift)) / (1 + clockDrift);

const termsText = (terms: Terms): string =>
  `Others are patient for ${terms.patience} µs by their clocks, and clocks may be wrong by ${100 * terms.clockDrift} %. By the leader's clock ${bound(terms).toFixed(1)} µs are safe, less one or two for rounding.`;
