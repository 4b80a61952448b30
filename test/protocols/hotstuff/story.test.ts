import { describe, expect, it } from "vitest";
import { milliseconds, type Time } from "../../../src/core/index.ts";
import { Meter } from "../../../src/monitoring/index.ts";
import { byzantineGroup } from "../../../src/protocols/byzantine/index.ts";
import {
  hotStuff,
  hotStuffMonitoring,
  hotStuffPhrases,
  type HotStuff,
} from "../../../src/protocols/hotstuff/index.ts";
import { at, calmNetwork, simulate, tell, type Scheduled } from "../../../src/sim/index.ts";

type Letters = HotStuff<readonly string[], string, string>;

const letters = {
  name: "letters",
  initial: [],
  apply: (state: readonly string[], letter: string) => ({ state: [...state, letter], result: letter }),
};

const group = byzantineGroup(4);
const four = ["Andheri", "Bandra", "Colaba", "Dadar"];

const asks = (time: Time, node: number, client: number): Scheduled<Letters> =>
  at(time, { kind: "request", node, request: { kind: "execute", client, sequence: 0, command: "drains" } });

function story(schedule: readonly Scheduled<Letters>[]) {
  const meter = new Meter<Letters>(hotStuffMonitoring(group));
  const { trace } = simulate<Letters>({
    protocol: hotStuff({ group, service: letters }),
    nodes: four,
    seed: 1,
    network: { ...calmNetwork, latency: { kind: "constant", latency: milliseconds(2) } },
    schedule,
    untilTime: milliseconds(1_000),
    observer: (event) => meter.observe(event),
  });
  return { texts: tell(trace, hotStuffPhrases).map(({ text }) => text), meter };
}

describe("a command from its client to its answer", () => {
  const { texts, meter } = story([asks(0, 3, 0)]);

  it("in sentences", () => {
    const atDadar = texts.filter((text) => text.includes("Dadar receives") || text.startsWith("A client"));
    expect(atDadar).toMatchInlineSnapshot(`
      [
        "A client asks Dadar for “drains” of client 0; Dadar passes on “drains” of client 0 → Andheri, Bandra, Colaba.",
        "Dadar receives the proposal of a block in view 1 (“drains” of client 0) upon the first block of all from Bandra; it writes to disk and votes for the block of view 1, digest bdf3c8f1 → Bandra.",
        "Dadar receives the proposal of a block in view 2 (no commands) upon the certificate of view 1 from Colaba; it writes to disk and votes for the block of view 2, digest edde8b96 → Colaba.",
        "Dadar receives the wish of Colaba that view 3 be led, with the certificate of view 2 from Colaba; it writes to disk and proposes a block in view 3 (no commands) upon the certificate of view 2 → Andheri, Bandra, Colaba.",
        "Dadar receives the vote of Andheri for the block of view 3, digest 16dbc9f3 from Andheri.",
        "Dadar receives the vote of Bandra for the block of view 3, digest 16dbc9f3 from Bandra; it writes to disk, executes the block of view 1 (“drains” of client 0) and is ready for view 4 and shows the certificate of view 3 → Andheri.",
        "Dadar receives the vote of Colaba for the block of view 3, digest 16dbc9f3 from Colaba.",
        "Dadar receives the reply of Andheri to client 0: “drains” from Andheri; it has client 0 believe “drains”.",
        "Dadar receives the proposal of a block in view 4 (no commands) upon the certificate of view 3 from Andheri; it writes to disk and votes for the block of view 4, digest 2fa43bdd → Andheri.",
        "Dadar receives the reply of Bandra to client 0: “drains” from Bandra.",
        "Dadar receives the reply of Colaba to client 0: “drains” from Colaba.",
      ]
    `);
  });

  it("as instruments see it", () => {
    const { proposals, messages } = meter.metrics(milliseconds(1_000));
    expect(proposals.timeToDecide.count).toBe(1);
    expect(messages.campaigns).toBe(0);
    // Four views of a proposal to three, and of a vote of each.
    expect(messages.kinds).toMatchObject({ generic: { sent: 12 }, vote: { sent: 12 } });
  });
});

it("the first leader is dead: the next one shows that a quorum is ready for its view", () => {
  const { texts } = story([at(0, { kind: "crash", node: 1 }), asks(milliseconds(1), 3, 0)]);
  const atColaba = texts.filter((text) => text.startsWith("Colaba") && /ready|wish of/.test(text));
  expect(atColaba.slice(0, 4)).toMatchInlineSnapshot(`
    [
      "Colaba receives the wish of Dadar that view 2 be led, with the first block of all from Dadar.",
      "Colaba receives the wish of Andheri that view 2 be led, with the first block of all from Andheri; it writes to disk and proposes a block in view 2 (“drains” of client 0) upon the first block of all, as a quorum is ready for view 2 → Andheri, Bandra, Dadar.",
      "Colaba receives the vote of Dadar for the block of view 2, digest 759af354 from Dadar; it writes to disk and is ready for view 3 and shows the certificate of view 2 → Dadar.",
      "Colaba’s view timer rings; it is ready for view 5 and shows the certificate of view 3 → Bandra and passes on “drains” of client 0 → Bandra.",
    ]
  `);
});
