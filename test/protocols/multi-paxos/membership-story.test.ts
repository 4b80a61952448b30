import { describe, expect, it } from "vitest";
import { majority, milliseconds, seconds, type NodeId } from "../../../src/core/index.ts";
import {
  directly,
  jointly,
  multiPaxosPhrases,
  oneByOne,
  type Membership,
} from "../../../src/protocols/multi-paxos/index.ts";
import { at, calmNetwork, simulate, tell, type Run, type Scheduled } from "../../../src/sim/index.ts";
import { lettersOn, wish, type Letters } from "./letters.ts";

const wards = ["Andheri", "Bandra", "Colaba", "Dadar", "Elphinstone", "Fort"];
const old: readonly NodeId[] = [0, 1, 2];

/** Six wards, the first three of them members; nobody asks for anything but other members and, later, one letter. */
function move(memberships: readonly Membership[], letterAt: NodeId, window: number): Run<Letters> {
  const reconfigure = memberships.map((membership, nth): Scheduled<Letters> => {
    const request = { kind: "reconfigure" as const, number: nth + 1, membership };
    return at(milliseconds(500 + nth), { kind: "request", node: 0, request });
  });
  const letter: Scheduled<Letters> = at(seconds(4), {
    kind: "request",
    node: letterAt,
    request: { kind: "execute", ...wish("a") },
  });
  return simulate<Letters>({
    protocol: lettersOn(3, { quorums: majority(old), window }),
    nodes: wards,
    seed: 1,
    network: { ...calmNetwork, latency: { kind: "constant", latency: milliseconds(2) } },
    schedule: [...reconfigure, letter],
    untilTime: seconds(5),
  });
}

it("a member more, in sentences", () => {
  const { trace } = move(directly([0, 1, 2, 3]), 0, 1);
  const [begin, end] = [milliseconds(500), milliseconds(510)];
  const story = tell(trace, multiPaxosPhrases).filter(({ at }) => at >= begin && at <= end);
  expect(story.map(({ text }) => text)).toMatchInlineSnapshot(`
    [
      "A client asks Andheri for configuration 1, {0, 1, 2, 3}; Andheri forwards the wish for configuration 1, {0, 1, 2, 3} → Colaba.",
      "Colaba receives the wish for configuration 1, {0, 1, 2, 3} from Andheri; it writes to disk and asks to accept configuration 1, {0, 1, 2, 3} in slot 0 at ballot 1.2 → Andheri, Bandra.",
      "Andheri receives the request to accept configuration 1, {0, 1, 2, 3} in slot 0 at ballot 1.2 from Colaba; it writes to disk and accepts slot 0 at ballot 1.2 → Colaba.",
      "Bandra receives the request to accept configuration 1, {0, 1, 2, 3} in slot 0 at ballot 1.2 from Colaba; it writes to disk and accepts slot 0 at ballot 1.2 → Colaba.",
      "Colaba receives the news that slot 0 was accepted at ballot 1.2 from Andheri; it applies slot 0 (configuration 1, {0, 1, 2, 3}), knows that from slot 1 on {0, 1, 2, 3} are in charge, prepares ballot 1.2 from slot 1 on → Bandra, Dadar and says that all slots before 1 are chosen → Andheri, Bandra.",
      "Colaba receives the news that slot 0 was accepted at ballot 1.2 from Bandra.",
      "Bandra receives the prepare for ballot 1.2 from Colaba; it promises ballot 1.2 (nothing accepted there yet) → Colaba.",
      "Dadar receives the prepare for ballot 1.2 from Colaba; it writes to disk and promises ballot 1.2 (nothing accepted there yet) → Colaba.",
      "Andheri receives the news that all slots before 1 are chosen from Colaba; it applies slot 0 (configuration 1, {0, 1, 2, 3}) and knows that from slot 1 on {0, 1, 2, 3} are in charge.",
      "Bandra receives the news that all slots before 1 are chosen from Colaba; it applies slot 0 (configuration 1, {0, 1, 2, 3}) and knows that from slot 1 on {0, 1, 2, 3} are in charge.",
      "Colaba receives the promise for ballot 1.2 (nothing accepted there yet) from Bandra.",
      "Colaba receives the promise for ballot 1.2 (nothing accepted there yet) from Dadar.",
    ]
  `);
});

const ways = [
  { way: "in one go", steps: directly([3, 4, 5]) },
  { way: "over a joint configuration", steps: jointly(old, [3, 4, 5]) },
  { way: "one by one", steps: oneByOne(old, [3, 4, 5]) },
];

describe.each(ways)("all members replaced $way", ({ steps }) => {
  const { states } = move(steps, 5, 16);

  it("takes a window for each step, and no client to fill it", () => {
    expect(states[5]?.replica.tenures).toMatchObject([
      { number: steps.length, membership: { kind: "majority", nodes: [3, 4, 5] } },
    ]);
  });

  it("leaves one of the new members in the lead, who serves clients", () => {
    const leaders = states.flatMap((state, node) => (state?.role.kind === "leading" ? [node] : []));
    expect(leaders).toHaveLength(1);
    expect(leaders[0]).toBeGreaterThan(2);
    // Those who have left still hear what is chosen, for they go on asking.
    expect(states.map((state) => state?.replica.service)).toEqual(wards.map(() => "a"));
  });
});
