const because = "what it answers may depend on its arguments alone";

const absentFunctions = [
  "Date",
  "eval",
  "fetch",
  "queueMicrotask",
  "setImmediate",
  "setInterval",
  "setTimeout",
] as const;

const absentObjects = ["Buffer", "crypto", "navigator", "performance", "process"] as const;

/** Ways of sharing memory, of compiling code and of watching the garbage collector. */
const removed = [
  "Atomics",
  "FinalizationRegistry",
  "ShadowRealm",
  "SharedArrayBuffer",
  "WeakRef",
  "WebAssembly",
] as const;

/**
 * Leaves in a realm only what a pure step needs. Clocks, dice and timers say why they are missing.
 *
 * It keeps honest people from mistakes; what keeps the others in is the process around it.
 */
export function purify(realm: typeof globalThis): void {
  const set = (target: object, name: string, value: unknown): void => {
    Object.defineProperty(target, name, { value, writable: true, configurable: true });
  };
  for (const name of removed) Reflect.deleteProperty(realm, name);
  for (const name of absentFunctions) set(realm, name, refusing(name));
  for (const made of [() => 0, async () => 0, function* () {}, async function* () {}]) {
    set(Object.getPrototypeOf(made) as object, "constructor", refusing("code made of text"));
  }
  set(realm, "Function", Object.assign(refusing("Function"), { prototype: Function.prototype }));
  set(realm.Date, "now", refusing("Date.now"));
  set(realm.Math, "random", refusing("Math.random"));
  // It knows what time it is.
  if ("Intl" in realm) set(realm.Intl, "DateTimeFormat", refusing("Intl.DateTimeFormat"));
  for (const name of absentObjects) {
    Object.defineProperty(realm, name, { get: refusing(name), configurable: true });
  }
  // Plain data is all that there is to clone.
  const { parse, stringify } = JSON;
  set(realm, "structuredClone", (value: unknown): unknown => parse(stringify(value)));
  const ignore = (): void => undefined;
  const silent = ["log", "info", "warn", "error", "debug", "trace", "table", "group", "groupEnd", "dir"];
  set(realm, "console", Object.fromEntries(silent.map((name) => [name, ignore])));
}

function refusing(name: string): () => never {
  return function refused(): never {
    throw new Error(`${name} is not there in an exercise: ${because}.`);
  };
}
