import * as solution from "../../../solutions/lease/lease.ts";
import type { Planted } from "./visible.ts";

type Exercise = Omit<typeof solution, "leaseRules">;
type Answers = readonly solution.Answered[];

/** The solution with some of its functions done otherwise, wired up as a learner's is. */
function variant(bug: string, change: Partial<Exercise>): Planted<typeof solution> {
  const exercise: Exercise = { ...solution, ...change };
  const { isLoyal, leaseFrom, leaseLength, mayServe } = exercise;
  const leaseRules = () => ({
    isLoyal,
    leaseFrom,
    leaseLength: (patience: number, clockDrift: number) => leaseLength({ patience, clockDrift }),
    mayServe,
  });
  return { bug, exercise: { ...exercise, leaseRules } };
}

const length = (bug: string, leaseLength: Exercise["leaseLength"]): Planted<typeof solution> =>
  variant(bug, { leaseLength });

/** A lease from the moment that this makes of the moments at which nodes became loyal, in the order given. */
const since =
  (choose: (since: readonly number[]) => number | undefined): Exercise["leaseUntil"] =>
  (answers, _quorums, terms) => {
    const from = choose(answers.map(({ sentAt }) => sentAt));
    return from === undefined ? null : from + solution.leaseLength(terms);
  };

const lastOfEach = (answers: Answers): Answers => [
  ...new Map(answers.map((answer) => [answer.node, answer])).values(),
];

export const wrongLeases: readonly Planted<typeof solution>[] = [
  variant("the lease is timed from when the answer came", { leaseFrom: (_sentAt, answeredAt) => answeredAt }),
  variant("the lease is timed from half way", {
    leaseFrom: (sentAt, answeredAt) => (sentAt + answeredAt) / 2,
  }),
  length("all clocks are right", ({ patience }) => patience),
  length("only the leader's clock may be wrong", ({ patience, clockDrift }) => patience * (1 - clockDrift)),
  length("only the others' clocks may be wrong", ({ patience, clockDrift }) => patience / (1 + clockDrift)),
  length("the leader's clock is fast", ({ patience, clockDrift }) =>
    Math.floor((patience * (1 + clockDrift)) / (1 - clockDrift)),
  ),
  length("half of it, to be on the safe side", (terms) => solution.leaseLength(terms) / 2),
  length("the drift is taken off twice", ({ patience, clockDrift }) =>
    Math.floor(patience * (1 - 2 * clockDrift) - 1),
  ),
  length("the lease is never granted", () => 0),
  variant("one loyal node is enough", { leaseUntil: since((moments) => moments[0]) }),
  variant("the latest heartbeat counts", {
    leaseUntil: since((moments) => (moments.length === 0 ? undefined : Math.max(...moments))),
  }),
  variant("everybody has to be loyal", {
    leaseUntil: since((moments) => (moments.length < 2 ? undefined : Math.min(...moments))),
  }),
  variant("a node that answers twice counts twice", {
    leaseUntil(answers, quorums, terms) {
      const latestFirst = answers.toSorted((one, other) => other.sentAt - one.sentAt);
      const nth = quorums.sizes?.phase2 ?? 1;
      const from = latestFirst.filter(({ node }) => quorums.acceptors.includes(node))[nth - 1]?.sentAt;
      return from === undefined ? null : from + solution.leaseLength(terms);
    },
  }),
  variant("an answer that was overtaken counts", {
    leaseUntil: (answers, quorums, terms) => solution.leaseUntil(lastOfEach(answers), quorums, terms),
  }),
  variant("loyal strangers count", {
    leaseUntil: (answers, quorums, terms) =>
      solution.leaseUntil(
        answers,
        { ...quorums, acceptors: [0, 1, 2, 3, 4], isPhase2Quorum: (some) => quorums.isPhase2Quorum(some) },
        terms,
      ),
  }),
  variant("a phase-1 quorum is loyal", {
    leaseUntil: (answers, quorums, terms) =>
      solution.leaseUntil(
        answers,
        {
          ...quorums,
          acceptors: quorums.acceptors,
          isPhase2Quorum: (some) => quorums.isPhase1Quorum(some),
        },
        terms,
      ),
  }),
  variant("the lease begins when it should end", {
    leaseUntil: (answers, quorums, terms) => {
      const until = solution.leaseUntil(answers, quorums, terms);
      return until === null ? null : until - solution.leaseLength(terms);
    },
  }),
  variant("nobody is loyal", { isLoyal: () => false }),
  variant("only leaders are loyal", { isLoyal: ({ kind }) => kind === "leading" }),
  variant("all are loyal for ever", { isLoyal: (role) => role.kind !== "campaigning" }),
  variant("its own leader may not have its promise", {
    isLoyal: (role) => role.kind === "leading" || (role.kind === "following" && role.isPatient),
  }),
  variant("one that has just started is loyal to nobody", {
    isLoyal: (role, candidate) =>
      solution.isLoyal(role, candidate) &&
      (role.kind === "leading" || (role.kind === "following" && role.leader !== null)),
  }),
  variant("a candidate is loyal", {
    isLoyal: (role, candidate) => role.kind === "campaigning" || solution.isLoyal(role, candidate),
  }),
  variant("a leader answers without a lease", { mayServe: ({ role }) => role.kind === "leading" }),
  variant("a leader answers for as long as there is a lease, over or not", {
    mayServe: ({ role, replica }) =>
      role.kind === "leading" && role.lease !== null && replica.next >= role.lease.servesFrom,
  }),
  variant("a leader answers at the very end of its lease", {
    mayServe: (state, now) => solution.mayServe(state, now - 1),
  }),
  variant("a new leader answers before it has applied what its election brought to light", {
    mayServe: ({ role }, now) => role.kind === "leading" && role.lease !== null && now < role.lease.until,
  }),
  variant("a leader answers without phase 1 with the members in force", {
    mayServe: ({ role, replica }, now) =>
      role.kind === "leading" &&
      role.lease !== null &&
      replica.next >= role.lease.servesFrom &&
      now < role.lease.until,
  }),
  variant("nobody ever answers", { mayServe: () => false }),
];
