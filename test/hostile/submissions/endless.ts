import { answering, atLoad, inCalls, right, type Hostile } from "../harness.ts";

/** They take more time than there is. */
export const endless: readonly Hostile[] = [
  {
    name: "never ends loading",
    text: atLoad("for (;;);"),
    deserves: "nothing",
    told: /acceptor\.ts gives no answer within 0\.3 seconds/,
    exceeds: "the time for an answer",
  },
  {
    name: "never ends answering",
    text: inCalls("for (;;);"),
    deserves: "nothing",
    told: /onPrepare gives no answer within 0\.3 seconds/,
    exceeds: "the time for an answer",
  },
  {
    name: "waits for ever at its top level",
    text: atLoad("for (;;) await null;"),
    deserves: "nothing",
    told: /await stands outside of any function \(line 1\)/,
  },
  {
    name: "floods the queue of promises",
    text: atLoad("function flood(): void { void Promise.resolve().then(flood); }\nflood();"),
    deserves: "everything",
    told: null,
  },
  {
    name: "sleeps on shared memory",
    text: inCalls("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);"),
    deserves: "nothing",
    told: /(Atomics|SharedArrayBuffer) is not defined/,
  },
  {
    name: "lets a regular expression backtrack",
    text: inCalls("/^(a+)+$/.test('a'.repeat(40) + 'b');"),
    deserves: "nothing",
    told: /onPrepare gives no answer within/,
    exceeds: "the time for an answer",
  },
  {
    name: "answers with a proxy that never stops listing its keys",
    text: answering("new Proxy({}, { ownKeys() { for (;;); } })"),
    deserves: "nothing",
    told: /onPrepare gives no answer within/,
    exceeds: "the time for an answer",
  },
  {
    name: "answers slowly, and each time in time",
    text: inCalls("for (let nth = 0; nth < 2e6; nth++);"),
    deserves: "nothing",
    told: /not judged to the end within 2 seconds/,
    exceeds: "the time for all",
  },
  {
    name: "has states without end",
    text: right.replaceAll(
      "promised: ballot,",
      "promised: { ...ballot, node: ballot.node + (promised?.node ?? 0) + 1 },",
    ),
    deserves: "a part",
    told: /./,
  },
  {
    name: "calls itself for ever",
    text: inCalls("const again = (): number => again() + 1;\nagain();"),
    deserves: "nothing",
    told: /Maximum call stack size exceeded/,
  },
];
