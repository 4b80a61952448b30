import type { QuorumSystem } from "../../../core/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { Answered, LeaseModule } from "./port.ts";
import { loyalSince, rightLease as right } from "./right.ts";

const candidate = (name: string, changed: Partial<LeaseModule>): Candidate<LeaseModule> => ({
  name,
  module: { ...right, ...changed },
});

const counting = (name: string, leaseFrom: LeaseModule["leaseFrom"]) => candidate(name, { leaseFrom });

const lasting = (name: string, leaseLength: LeaseModule["leaseLength"]) =>
  candidate(name, {
    leaseLength,
    leaseUntil: (answers, quorums, terms) => {
      const from = loyalSince(answers, quorums);
      return from === null ? null : from + leaseLength(terms);
    },
  });

const loyal = (name: string, isLoyal: LeaseModule["isLoyal"]) => candidate(name, { isLoyal });

const serving = (name: string, mayServe: LeaseModule["mayServe"]) => candidate(name, { mayServe });

/** A lease from the moment that is made of the answers, whatever it is. */
const since = (
  name: string,
  choose: (answers: readonly Answered[], quorums: QuorumSystem) => number | null | undefined,
) =>
  candidate(name, {
    leaseUntil: (answers, quorums, terms) => {
      const from = choose(answers, quorums) ?? null;
      return from === null ? null : from + right.leaseLength(terms);
    },
  });

const times = (answers: readonly Answered[]): readonly number[] => answers.map(({ sentAt }) => sentAt);

/** Wrong ideas about leases, the most common ones first. */
export const leaseMutants: readonly Candidate<LeaseModule>[] = [
  counting("times the lease from when the answer came", (_sentAt, answeredAt) => answeredAt),
  counting("times the lease from half way between question and answer", (sentAt, answeredAt) =>
    Math.floor((sentAt + answeredAt) / 2),
  ),
  lasting("believes that all clocks are right", ({ patience }) => patience),
  lasting("believes that only the leader’s clock may be wrong", ({ patience, clockDrift }) =>
    Math.floor(patience * (1 - clockDrift)),
  ),
  lasting("believes that only the others’ clocks may be wrong", ({ patience, clockDrift }) =>
    Math.floor(patience / (1 + clockDrift)),
  ),
  lasting("believes that the leader’s clock is the fast one", ({ patience, clockDrift }) =>
    Math.floor((patience * (1 + clockDrift)) / (1 - clockDrift)),
  ),
  lasting("halves the lease, to be on the safe side", (terms) => Math.floor(right.leaseLength(terms) / 2)),
  lasting("takes the drift off twice", ({ patience, clockDrift }) =>
    Math.max(0, Math.floor(patience * (1 - 2 * clockDrift) - 1)),
  ),
  lasting("never grants a lease", () => 0),
  since("takes one loyal node for enough", (answers) => answers[0]?.sentAt),
  since("counts from the latest heartbeat", (answers) =>
    answers.length === 0 ? null : Math.max(...times(answers)),
  ),
  since("wants everybody to be loyal", (answers, { acceptors }) => {
    const latest = acceptors.map((member) =>
      Math.max(...times(answers.filter(({ node }) => node === member))),
    );
    return latest.every(Number.isFinite) ? Math.min(...latest) : null;
  }),
  since("counts a node twice that answers twice", (answers, { sizes, acceptors }) => {
    const members = answers.filter(({ node }) => acceptors.includes(node));
    return times(members).toSorted((one, other) => other - one)[(sizes?.phase2 ?? 1) - 1];
  }),
  since(
    "believes the answer that came last, not the latest heartbeat that was answered",
    (answers, quorums) => {
      const last = new Map(answers.map((answer) => [answer.node, answer]));
      return loyalSince([...last.values()], quorums);
    },
  ),
  since("counts loyal strangers", (answers, quorums) =>
    loyalSince(answers, {
      ...quorums,
      acceptors: answers.map(({ node }) => node),
      isPhase2Quorum: (some) => quorums.isPhase2Quorum(some),
    }),
  ),
  since("takes a phase-1 quorum of loyal nodes for enough", (answers, quorums) =>
    loyalSince(answers, { ...quorums, isPhase2Quorum: (some) => quorums.isPhase1Quorum(some) }),
  ),
  candidate("ends the lease when it begins", {
    leaseUntil: (answers, quorums) => loyalSince(answers, quorums),
  }),
  loyal("is loyal to nobody", () => false),
  loyal("is loyal only as a leader", ({ kind }) => kind === "leading"),
  loyal("is loyal for ever", ({ kind }) => kind !== "campaigning"),
  loyal(
    "refuses its promise to its own leader",
    (role) => role.kind === "leading" || (role.kind === "following" && role.isPatient),
  ),
  loyal(
    "is loyal to nobody when it has just started",
    (role, node) =>
      right.isLoyal(role, node) &&
      (role.kind === "leading" || (role.kind === "following" && role.leader !== null)),
  ),
  loyal("is loyal as a candidate", (role, node) => role.kind === "campaigning" || right.isLoyal(role, node)),
  serving("answers without a lease", ({ role }) => role.kind === "leading"),
  serving(
    "answers although its lease is over",
    ({ role, replica }) =>
      role.kind === "leading" &&
      role.lease !== null &&
      role.lease.until > 0 &&
      role.prepared >= replica.tenures[0]!.number &&
      replica.next >= role.lease.servesFrom,
  ),
  serving("answers at the very moment at which its lease ends", (state, now) =>
    right.mayServe(state, now - 1),
  ),
  serving(
    "answers only if it is prepared for the members in charge and for no later ones",
    ({ role, replica }, now) =>
      role.kind === "leading" &&
      role.lease !== null &&
      role.prepared === replica.tenures[0]!.number &&
      replica.next >= role.lease.servesFrom &&
      now < role.lease.until,
  ),
  serving(
    "answers before it has applied what its election brought to light",
    ({ role, replica }, now) =>
      role.kind === "leading" &&
      role.lease !== null &&
      role.prepared >= replica.tenures[0]!.number &&
      now < role.lease.until,
  ),
  serving(
    "answers without phase 1 with the members in charge",
    ({ role, replica }, now) =>
      role.kind === "leading" &&
      role.lease !== null &&
      replica.next >= role.lease.servesFrom &&
      now < role.lease.until,
  ),
  serving("never answers", () => false),
];

/** Right, though not as the reference does it. */
export const leaseVariants: readonly Candidate<LeaseModule>[] = [
  lasting(
    "divides first",
    ({ patience, clockDrift }) => Math.floor(patience * ((1 - clockDrift) / (1 + clockDrift))) - 1,
  ),
  loyal("looks at whose ballot it follows only while it is patient", (role, node) => {
    if (role.kind === "following") return role.isPatient && (role.leader?.node ?? -1) !== node;
    return role.kind !== "campaigning";
  }),
  since("tries each moment at which somebody became loyal", (answers, quorums) => {
    const enough = times(answers).filter((moment) => {
      const loyal = quorums.acceptors.filter((member) =>
        answers.some(({ node, sentAt }) => node === member && sentAt >= moment),
      );
      return quorums.isPhase2Quorum(loyal.toSorted((one, other) => one - other));
    });
    return enough.length === 0 ? null : Math.max(...enough);
  }),
];
