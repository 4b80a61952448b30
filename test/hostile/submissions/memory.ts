import { answering, atLoad, inCalls, type Hostile } from "../harness.ts";

/** They take more room than there is. */
export const memory: readonly Hostile[] = [
  {
    name: "fills the heap",
    text: inCalls("const list: unknown[] = [];\nfor (;;) list.push([list.length]);"),
    deserves: "nothing",
    told: /onPrepare wants more memory than the 16 MB/,
    exceeds: "memory",
  },
  {
    name: "fills the heap while it is loaded",
    text: atLoad("const list: unknown[] = [];\nfor (;;) list.push([list.length]);"),
    deserves: "nothing",
    told: /acceptor\.ts wants more memory than the 16 MB/,
    exceeds: "memory",
  },
  {
    name: "fills buffers outside of the heap",
    text: inCalls("const list: unknown[] = [];\nfor (;;) list.push(new Uint8Array(1e7).fill(1));"),
    deserves: "nothing",
    told: /onPrepare throws: RangeError: Array buffer allocation failed/,
  },
  {
    name: "doubles a string until it no longer can",
    text: inCalls("let text = 'x';\nfor (;;) text += text;"),
    deserves: "nothing",
    told: /onPrepare throws: RangeError: Invalid string length/,
  },
  {
    name: "wants memory of WebAssembly",
    text: atLoad("new WebAssembly.Memory({ initial: 65536 });"),
    deserves: "nothing",
    told: /WebAssembly is not defined/,
  },
  {
    name: "prints for ever, nearly",
    text: inCalls("for (let nth = 0; nth < 1e4; nth++) console.log('x'.repeat(1e4));"),
    deserves: "everything",
    told: null,
  },
  {
    name: "answers with a million items",
    text: answering("Array(1e6).fill(1)"),
    deserves: "nothing",
    told: /holds more than 20000 items/,
  },
  {
    name: "answers with a million characters",
    text: answering("'x'.repeat(1e6)"),
    deserves: "nothing",
    told: /onPrepare answers with more than 65536 bytes/,
  },
  {
    name: "answers with a hundred thousand brackets",
    text: answering(
      "(() => { let deep: unknown = 1; for (let nth = 0; nth < 1e5; nth++) deep = [deep]; return deep; })()",
    ),
    deserves: "nothing",
    told: /nested more than 60 deep/,
  },
  {
    name: "answers with what holds itself",
    text: answering("(() => { const list: unknown[] = []; list.push(list); return list; })()"),
    deserves: "nothing",
    told: /nested more than 60 deep, or holds itself/,
  },
];
