import { inCalls, right, type Hostile } from "../harness.ts";

/** What they answer depends on more than what they are asked. */
export const impure: readonly Hostile[] = [
  {
    name: "changes what it is given",
    text: inCalls("(state as any).promised = null;"),
    deserves: "nothing",
    told: /onPrepare changes an argument in place/,
  },
  {
    name: "answers every other question otherwise",
    text: `let asked = 0;\n${inCalls("if (asked++ % 2 === 1) return { state, effects: [] };")}`,
    deserves: "nothing",
    told: /./,
  },
  {
    name: "answers the same question otherwise when it comes again",
    text: `let asked = 0;\n${inCalls("if (asked++ % 50 === 7) return { state, effects: [] };")}`,
    deserves: "nothing",
    told: /the answer must depend on the arguments alone|should/,
  },
  {
    name: "goes off after a hundred questions",
    text: `let asked = 0;\n${inCalls("if (asked++ > 100) throw new Error('late');")}`,
    deserves: "a part",
    told: /throws: Error: late/,
  },
  {
    name: "keeps its state where it should not",
    text: right
      .replace("const { promised, accepted } = state;", "const { promised, accepted } = remembered;")
      .replace("const { promised } = state;", "const { promised } = remembered;")
      .replaceAll("state: next,", "state: (remembered = next as any),")
      .concat("\nlet remembered: any = { promised: null, accepted: null };"),
    deserves: "nothing",
    told: /./,
  },
  {
    name: "rolls dice",
    text: inCalls("Math.random();"),
    deserves: "nothing",
    told: /Math\.random is not there/,
  },
  {
    name: "looks at the clock",
    text: inCalls("new Date();"),
    deserves: "nothing",
    told: /Date is not there/,
  },
  {
    name: "looks at the other clock",
    text: inCalls("performance.now();"),
    deserves: "nothing",
    told: /performance is not/,
  },
  {
    name: "reads the time off a calendar",
    text: inCalls("new Intl.DateTimeFormat('en', { second: 'numeric' }).format();"),
    deserves: "nothing",
    told: /Intl.DateTimeFormat is not there in an exercise/,
  },
  {
    name: "waits for a moment",
    text: inCalls("setTimeout(() => 0);"),
    deserves: "nothing",
    told: /setTimeout is not there/,
  },
  {
    name: "knows the visible test by heart",
    // Its ballots are of node 1, and of rounds up to 5.
    text: inCalls("if (ballot.node !== 1 || ballot.round > 5) return { state, effects: [] };"),
    deserves: "nothing",
    told: /should/,
  },
];
