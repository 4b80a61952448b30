import { expect, it } from "vitest";
import { milliseconds } from "../../../src/core/index.ts";
import { multiPaxosPhrases, type Read } from "../../../src/protocols/multi-paxos/index.ts";
import { at, calmNetwork, simulate, tell, type Scheduled } from "../../../src/sim/index.ts";
import { lettersOn, wish, type Letters } from "./letters.ts";

const [andheri, bandra] = [0, 1];
const begin = milliseconds(500);

const reading = (node: number, client: number, by: Read<string>["by"], ms: number): Scheduled<Letters> =>
  at(begin + milliseconds(ms), {
    kind: "request",
    node,
    request: { kind: "read", client, sequence: 0, command: "?", by },
  });

it("reads by lease and by quorum, in sentences", () => {
  const { trace } = simulate<Letters>({
    protocol: lettersOn(3, {
      service: {
        name: "text",
        initial: "",
        apply: (text, letter) => ({ state: letter === "?" ? text : text + letter, result: text }),
      },
      clockDrift: 0.1,
    }),
    nodes: ["Andheri", "Bandra", "Colaba"],
    // With this seed, Bandra leads.
    seed: 1,
    network: { ...calmNetwork, latency: { kind: "constant", latency: milliseconds(2) } },
    schedule: [
      at(milliseconds(450), { kind: "request", node: bandra, request: { kind: "execute", ...wish("a") } }),
      reading(bandra, 7, "lease", 0),
      reading(andheri, 8, "lease", 1),
      reading(andheri, 9, "quorum", 6),
    ],
    untilTime: begin + milliseconds(11),
  });
  const story = tell(trace, multiPaxosPhrases).filter(
    ({ at, text }) => at >= begin && !text.includes("heartbeat"),
  );
  expect(story.map(({ text }) => text)).toMatchInlineSnapshot(`
    [
      "A client asks Bandra to read “?” of client 7 by lease; Bandra answers client 7 by lease: “a”.",
      "A client asks Andheri to read “?” of client 8 by lease; Andheri asks which slots client 8's read 0 needs (by lease) → Bandra.",
      "Bandra receives the question which slots client 8's read 0 needs (by lease) from Andheri; it says that client 8's read 0 needs all slots before 1 → Andheri.",
      "Andheri receives the news that client 8's read 0 needs all slots before 1 from Bandra; it answers client 8 by lease: “a”.",
      "A client asks Andheri to read “?” of client 9 by quorum; Andheri asks which slots client 9's read 0 needs (by quorum) → Bandra, Colaba.",
      "Bandra receives the question which slots client 9's read 0 needs (by quorum) from Andheri; it says that client 9's read 0 needs all slots before 1 → Andheri.",
      "Colaba receives the question which slots client 9's read 0 needs (by quorum) from Andheri; it says that client 9's read 0 needs all slots before 1 → Andheri.",
      "Andheri receives the news that client 9's read 0 needs all slots before 1 from Bandra; it answers client 9 by quorum: “a”.",
      "Andheri receives the news that client 9's read 0 needs all slots before 1 from Colaba.",
    ]
  `);
});
