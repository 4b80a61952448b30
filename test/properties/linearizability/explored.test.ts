import { expect, test } from "vitest";
import { explore, type Model } from "../../../src/check/index.ts";
import {
  linearizability,
  register,
  type ClientLens,
  type RegisterOperation,
  type RegisterResult,
} from "../../../src/properties/index.ts";
import { registerPaxos } from "../../../src/verify/index.ts";

type RegisterPaxos = ReturnType<typeof registerPaxos> extends Model<infer V> ? V : never;

/** The clients of the register on Paxos, by what they send and receive. */
const clients: ClientLens<RegisterPaxos, RegisterOperation<string>, RegisterResult<string>> = (
  client,
  event,
) => {
  if (event.kind !== "send" && event.kind !== "message") return null;
  const { message } = event;
  switch (message.kind) {
    case "put":
      if (event.kind !== "send") return null;
      return {
        kind: "invoke",
        client,
        operation: { kind: "write", value: message.value },
        call: message.request,
      };
    case "get":
      if (event.kind !== "send") return null;
      return { kind: "invoke", client, operation: { kind: "read" }, call: message.request };
    case "put-ok":
      return event.kind === "message"
        ? { kind: "return", client, result: "ok", call: message.request }
        : null;
    case "get-ok":
      return event.kind === "message"
        ? { kind: "return", client, result: message.value, call: message.request }
        : null;
    default:
      return null;
  }
};

const paxos = registerPaxos(2);
const watched: Model<RegisterPaxos> = { ...paxos, properties: [linearizability(register(""), clients)] };

/** The published number is that of a checker which keeps the whole history in the state. */
test("a register on Paxos is linearizable in every run, and what a history leaves open takes no state more", () => {
  expect(explore(watched)).toMatchObject({ states: 16_668, depth: 21, ended: "exhausted", violation: null });
});

test("a server that answers reads from before the agreement is found out", () => {
  const { protocol } = paxos;
  const forgetful: typeof protocol = {
    ...protocol,
    step(state, input, context) {
      const { state: next, effects } = protocol.step(state, input, context);
      const told = effects.map((effect) =>
        effect.kind === "send" && effect.message.kind === "get-ok"
          ? { ...effect, message: { ...effect.message, value: "" } }
          : effect,
      );
      return { state: next, effects: told };
    },
  };
  const { violation } = explore({ ...watched, protocol: forgetful });
  expect(violation).toMatchObject({
    property: "linearizability (register)",
    problem: expect.stringMatching(/^no order explains client \d's read → "": it could have returned "[AB]"/),
  });
});
