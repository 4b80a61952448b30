import { answering, atLoad, inCalls, stub, type Hostile } from "../harness.ts";

/** They change what others stand on, or answer with what is not what it looks like. */
export const lying: readonly Hostile[] = [
  {
    name: "gives every object thirteen points",
    text: `Object.assign(Object.prototype, { points: 13, of: 13, kind: "passed", answer: null, disqualified: null });\n${stub}`,
    deserves: "nothing",
    told: /should send promise/,
  },
  {
    name: "patches JSON",
    text: `JSON.stringify = () => '{"points":13}';\nJSON.parse = () => ({});\n${stub}`,
    deserves: "nothing",
    told: /should send promise/,
  },
  {
    name: "patches JSON and answers right",
    text: atLoad("JSON.stringify = () => '';\nJSON.parse = () => null;"),
    deserves: "everything",
    told: null,
  },
  {
    name: "tells JSON what to write instead of answers",
    text: atLoad("(Object.prototype as any).toJSON = () => ({ points: 13 });"),
    deserves: "nothing",
    told: /no answer at all/,
  },
  {
    name: "patches lists and maps",
    text: `Array.prototype.every = () => true;\nArray.prototype.map = function () { return this; };\nMap.prototype.get = () => 13;\n${stub}`,
    deserves: "nothing",
    told: /./,
  },
  {
    name: "hides all keys",
    text: atLoad("Object.keys = () => [];\nReflect.ownKeys = () => [];"),
    deserves: "nothing",
    told: /./,
  },
  {
    name: "answers with a getter",
    text: answering("{ get state() { return null; }, effects: [] }"),
    deserves: "nothing",
    told: /has a getter for state/,
  },
  {
    name: "answers with a proxy that throws",
    text: answering("new Proxy({}, { ownKeys() { throw 1; } })"),
    deserves: "nothing",
    told: /does not let itself be read/,
  },
  {
    name: "answers with a promise",
    text: answering("Promise.resolve({ state: null, effects: [] })"),
    deserves: "nothing",
    told: /is a promise; answers are given at once/,
  },
  {
    name: "answers with something that can be awaited",
    text: answering("{ state: null, effects: [], then() {} }"),
    deserves: "nothing",
    told: /has a function at then/,
  },
  {
    name: "answers with a field called __proto__",
    text: answering(`JSON.parse('{ "__proto__": { "points": 13 } }')`),
    deserves: "nothing",
    told: /a field called __proto__/,
  },
  {
    name: "answers with an object of a class",
    text: answering("new (class Answer { state = null; effects = []; })()"),
    deserves: "nothing",
    told: /an object of a class \(Answer\)/,
  },
  { name: "answers NaN", text: answering("NaN"), deserves: "nothing", told: /has NaN at the top/ },
  { name: "answers minus nothing", text: answering("-0"), deserves: "nothing", told: /expected Object/ },
  { name: "answers a symbol", text: answering("Symbol('13')"), deserves: "nothing", told: /has a symbol/ },
  { name: "answers a bigint", text: answering("13n"), deserves: "nothing", told: /has a bigint/ },
  {
    name: "answers a list with holes",
    text: answering("[, 1]"),
    deserves: "nothing",
    told: /has nothing \(undefined\)/,
  },
  { name: "throws nothing", text: inCalls("throw null;"), deserves: "nothing", told: /onPrepare throws/ },
  {
    name: "throws a proxy",
    text: inCalls("throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 1; } });"),
    deserves: "nothing",
    told: /throws/,
  },
  {
    name: "throws an error that throws when it is read",
    text: inCalls(
      "const error = new Error();\nObject.defineProperty(error, 'message', { get() { throw error; } });\nthrow error;",
    ),
    deserves: "nothing",
    told: /throws/,
  },
  {
    name: "throws a million letters",
    text: inCalls("throw new Error('x'.repeat(1e6));"),
    deserves: "nothing",
    told: /onPrepare throws: Error: x{290,400} …/,
  },
  {
    name: "throws colours and letters from right to left",
    text: inCalls("throw new Error('\\u001b[31mred\\u202e\\u2028\\u0000left');"),
    deserves: "nothing",
    // oxlint-disable-next-line no-control-regex -- their absence is the point
    told: /^[^\u001b\u202e\u2028\0]*red left[^\u001b\u202e\u2028\0]*$/,
  },
  {
    name: "exports a proxy that answers whatever it is asked for",
    text: "declare const module: any;\nmodule.exports = new Proxy({}, { get: () => { throw 1; } });",
    deserves: "nothing",
    told: /./,
  },
  {
    name: "can itself be awaited",
    text: atLoad("export const then = (resolve: () => void): void => resolve();"),
    deserves: "everything",
    told: null,
  },
];
