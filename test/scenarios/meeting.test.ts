import { describe, expect, test } from "vitest";
import { milliseconds, minutes, seconds } from "../../src/core/index.ts";
import { bmcMeeting, corporatorsOf, drains, promenade, type Ward } from "../../src/scenarios/index.ts";
import { seeds } from "./seeds.ts";

const knownAt = (story: ReturnType<typeof bmcMeeting.run>, ward: Ward): readonly number[] =>
  corporatorsOf(ward).map((node) => story.run.decisions.find((decided) => decided.node === node)?.at ?? NaN);

describe("the corporation's meeting", () => {
  test("decides once, within seconds, and everybody knows in the end", () => {
    const { summary, run } = bmcMeeting.run();
    expect(run.violation).toBeNull();
    expect(summary).toMatchObject({ decided: drains, agreed: true, informed: 227, nodes: 227 });
    expect(summary.firstLearnedAt).toBeLessThan(seconds(5));
    expect(run.ended).toBe("quiet");
  });

  test("Bandra, cut off, knows nothing before the network heals, and Andheri nothing for half an hour", () => {
    const story = bmcMeeting.run();
    expect(Math.min(...knownAt(story, "Bandra"))).toBeGreaterThan(bmcMeeting.defaults.healAt);
    expect(Math.max(...knownAt(story, "Bandra"))).toBeLessThan(bmcMeeting.defaults.healAt + minutes(1));
    expect(Math.min(...knownAt(story, "Andheri"))).toBeGreaterThan(bmcMeeting.defaults.lateBy);
  });

  test("what Bandra then proposes is not decided, but its proposal is how it learns what was", () => {
    const { run, trace } = bmcMeeting.run();
    const asked = trace.events.some((event) => event.kind === "request" && event.request.value === promenade);
    expect(asked).toBe(true);
    expect(run.decisions.map(({ decision }) => decision.value)).not.toContain(promenade);
  });

  test("two proposals at once, and Paxos still decides one: safe and settled over fifty seeds", () => {
    for (const seed of seeds(50)) {
      const { summary, run } = bmcMeeting.run({ seed });
      expect(run.violation, `seed ${seed}`).toBeNull();
      expect(summary, `seed ${seed}`).toMatchObject({ agreed: true });
      expect(summary.decided, `seed ${seed}`).not.toBeNull();
      // The rain may swallow the one message that tells a cut-off corporator; never many of them.
      expect(summary.informed, `seed ${seed}`).toBeGreaterThanOrEqual(225);
    }
  });

  test("without rival, failure and loss it is one ballot and everybody knows", () => {
    const { summary } = bmcMeeting.run({ rival: false, cutOffWard: null, lateWard: null, loss: 0 });
    expect(summary).toMatchObject({ decided: drains, ballots: 1, informed: 227 });
    expect(summary.messages.dropped).toBe(0);
  });

  test("when the rain swallows everything, nothing is decided and the meeting is adjourned", () => {
    const { summary, run } = bmcMeeting.run({ loss: 1, lateBy: 0, lateWard: null, healAt: minutes(1) });
    expect(summary.decided).toBeNull();
    expect(run.ended).toBe("time limit");
  });

  test("options that make no sense get one sentence", () => {
    expect(() => bmcMeeting.run({ cutOffWard: "Atlantis" as Ward })).toThrow('There is no ward "Atlantis"');
    expect(() => bmcMeeting.run({ lateWard: "Atlantis" as Ward })).toThrow('There is no ward "Atlantis"');
    expect(() => bmcMeeting.run({ healAt: milliseconds(10) })).toThrow("healAt must come after cutOffAt");
    expect(() => bmcMeeting.run({ lateBy: -1 })).toThrow("lateBy is a whole number of microseconds");
    expect(() => bmcMeeting.run({ loss: 2 })).toThrow("a probability from 0 to 1; got 2");
    expect(() => bmcMeeting.run({ seed: 1.5 })).toThrow("A seed is a whole number; got 1.5");
  });
});
