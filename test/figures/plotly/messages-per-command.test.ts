import { expect, test } from "vitest";
import { messagesPerCommand } from "../../../src/figures/index.ts";
import { traceOf, type Sent } from "../support/trace-builder.ts";

const arrives = { kind: "delivered", after: [1_000] } as const;
const sent = (from: number, to: number, kind: string): Sent => ({ at: 0, from, to, kind, fate: arrives });

const names = ["Bandra", "Kurla"];
const whole = traceOf(names, [
  sent(0, 1, "prepare"),
  sent(1, 0, "promise"),
  sent(0, 1, "accept"),
  sent(0, 0, "accept"),
]);
const half = traceOf(names, [sent(0, 1, "accept"), sent(1, 0, "accepted"), sent(0, 1, "heartbeat")]);

test("counts what crosses the network, by kind, for each command", () => {
  const figure = messagesPerCommand([
    { name: "from scratch", commands: 2, traces: [whole, whole] },
    { name: "led", commands: 4, traces: [half] },
  ]);
  expect(figure.alt).toBe(
    "from scratch: 3 messages for each command (1 prepare, 1 promise, 1 accept). " +
      "led: 0.75 messages for each command (0.25 accept, 0.25 accepted, 0.25 heartbeat).",
  );
  expect(figure.data.map(({ name }) => name)).toEqual([
    "prepare",
    "promise",
    "accept",
    "accepted",
    "heartbeat",
  ]);
  expect(structuredClone({ ...figure })).toEqual({ ...figure });
});
