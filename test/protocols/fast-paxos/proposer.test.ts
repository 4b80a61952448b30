import { expect, it } from "vitest";
import { fastPaxos, type Configuration } from "../../../src/protocols/fast-paxos/index.ts";
import { lamports } from "./candidate.ts";

const [coordinator, proposer] = [3, 4];

/** Whom a proposal goes to. */
function addressees(rounds: NonNullable<Configuration<string>["rounds"]>): readonly number[] {
  const protocol = fastPaxos<string>({ quorums: lamports(3), coordinators: [coordinator], rounds });
  const request = { kind: "propose", value: "drains" } as const;
  const { effects } = protocol.step(
    protocol.initial(proposer),
    { kind: "request", request },
    { self: proposer, now: 0 },
  );
  return effects.flatMap((effect) =>
    effect.kind === "send" && effect.message.kind === "proposal" ? [effect.to] : [],
  );
}

it("a proposer goes straight to the acceptors, and tells the coordinator in case there is a classic round", () => {
  expect(addressees("fast")).toEqual([0, 1, 2, coordinator]);
});

it("a proposer goes to the coordinator alone where no round is fast: acceptors would do nothing about it", () => {
  expect(addressees("classic")).toEqual([coordinator]);
});
