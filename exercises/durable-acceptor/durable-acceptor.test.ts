import { formatBallot, inWords, majority, type Ballot } from "paxoslab/core";
import {
  singleDecree,
  singleDecreePhrases,
  type AcceptorState,
  type AcceptorTransition,
  type SingleDecree,
} from "paxoslab/protocols/single-decree";
import { singleDecreeSafety } from "paxoslab/scenarios";
import { swarm, tell } from "paxoslab/sim";
import { asStorms, check, singleDecreeModel } from "paxoslab/verify";
import { describe, expect, test } from "vitest";
import { durableAcceptor } from "#exercise/durable-acceptor/durable-acceptor.ts";

const acceptor = durableAcceptor<string>();
const roles = { acceptor };
const kurla = 1;
const learners = [0, 1, 2];
const ballot = (round: number): Ballot => ({ round, node: kurla });
const drains = { ballot: ballot(1), value: "drains" };

const prepare = (state: AcceptorState<string>, round: number): AcceptorTransition<string> =>
  acceptor.onPrepare(state, kurla, { kind: "prepare", ballot: ballot(round) });

const accept = (state: AcceptorState<string>, round: number, value: string): AcceptorTransition<string> =>
  acceptor.onAccept(state, kurla, { kind: "accept", ballot: ballot(round), value }, learners);

const fresh: AcceptorState<string> = { promised: null, accepted: null };
const bound: AcceptorState<string> = { promised: ballot(2), accepted: drains };
const voted: AcceptorState<string> = { promised: ballot(1), accepted: drains };

const writes = ({ effects }: AcceptorTransition<string>): readonly AcceptorState<string>[] =>
  effects.flatMap((effect) => (effect.kind === "persist" ? [effect.value] : []));

const messages = ({ effects }: AcceptorTransition<string>): number =>
  effects.filter(({ kind }) => kind === "send").length;

describe("what is written", () => {
  test.each([
    ["a promise", prepare(fresh, 2), { promised: ballot(2), accepted: null }],
    ["a promise after a vote", prepare(voted, 2), bound],
    [
      "a vote",
      accept(fresh, 3, "pumps"),
      { promised: ballot(3), accepted: { ballot: ballot(3), value: "pumps" } },
    ],
  ])("%s: the promise and the vote, both, once", (_, step, whole) => {
    expect(
      writes(step),
      "A write replaces all that the disk held. So write the whole new state, once: the promise, or a late proposal " +
        "gets in; and the vote, or the next proposer is not told of it.",
    ).toEqual([whole]);
  });

  test.each([
    ["a refused prepare", prepare(bound, 1), 1],
    ["a refused accept", accept(bound, 1, "pumps"), 1],
    ["the same prepare again", prepare(bound, 2), 1],
    ["the same accept again", accept(voted, 1, "drains"), learners.length],
  ])("%s: nothing, for the disk knows it all", (_, step, answers) => {
    expect(messages(step), "It is answered all the same.").toBe(answers);
    expect(writes(step), "Nothing has changed: this write costs time and buys nothing.").toEqual([]);
  });
});

describe("when it is written", () => {
  test.each([
    ["promises", prepare(voted, 2), voted],
    ["votes", accept(fresh, 3, "pumps"), fresh],
  ])("the power fails right after any message of an acceptor that %s: it was true", (_, step, before) => {
    let disk: AcceptorState<string> | null = before === fresh ? null : before;
    for (const effect of step.effects) {
      if (effect.kind === "persist") disk = effect.value;
      if (effect.kind !== "send") continue;
      const { message } = effect;
      const remembered = message.kind === "accepted" ? disk?.accepted?.ballot : disk?.promised;
      expect(
        remembered,
        `Somebody has heard "${inWords(message)}". If the power fails now, the disk knows of ` +
          `${remembered ? `ballot ${formatBallot(remembered)} only` : "nothing"}, and so will you. Write, then speak.`,
      ).toEqual(message.ballot);
    }
  });
});

const asked = "And the acceptor must still say yes now and then.";
const quiet = { seconds: 20, phrases: singleDecreePhrases };

describe("in a whole system", () => {
  test("a thousand stormy nights", () => {
    const model = singleDecreeModel({ nodes: 3, proposers: 3, ballots: 3, crashes: 1 }, roles);
    const late = (node: number): SingleDecree<string>["request"] => ({
      kind: "propose",
      value: `plan of ward ${node}`,
    });
    const { failure } = swarm({
      protocol: model.protocol,
      properties: singleDecreeSafety<string>(majority([0, 1, 2])),
      storms: { ...asStorms(model), late },
      runs: 1_000,
    });
    if (failure === null) return;
    const story = tell(failure.run.trace, singleDecreePhrases).map(({ text }) => text);
    expect.fail(
      `A stormy night with two truths (seed ${failure.storm.seed}): ${failure.violation.problem}\n${story.join("\n")}`,
    );
  });

  test("one ledger, two proposers, three ballots, two power cuts: every night there is", async () => {
    const ledger = majority([2]);
    const model = singleDecreeModel({ nodes: 3, proposers: 2, ballots: 3, crashes: 2 }, roles);
    const verdict = await check(
      {
        ...model,
        protocol: singleDecree<string>({ quorums: ledger, learners: [2], roles }),
        properties: singleDecreeSafety<string>(ledger),
      },
      quiet,
    );
    expect(verdict.outcome.kind, storyOf(verdict)).toBe("held");
    expect(verdict.vacuous, asked).toEqual([]);
  });

  test("three ledgers and a clerk, two ballots, a power cut: every night there is", async () => {
    const model = singleDecreeModel({ nodes: 3, proposers: 2, ballots: 2, crashes: 1, clerk: true }, roles);
    const verdict = await check(model, quiet);
    expect(verdict.outcome.kind, storyOf(verdict)).toBe("held");
    expect(verdict.vacuous, asked).toEqual([]);
  });
});

function storyOf({ counterexample }: Awaited<ReturnType<typeof check<SingleDecree<string>>>>): string {
  if (counterexample === null) return "";
  const story = counterexample.story.map(({ text }, index) => `${index + 1}. ${text}`);
  return `${counterexample.problem}\nNo shorter run goes wrong than this one:\n${story.join("\n")}\n`;
}
