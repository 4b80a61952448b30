import { atLoad, inCalls, type Hostile } from "../harness.ts";

/** They look for a way out. */
export const escaping: readonly Hostile[] = [
  {
    name: "evaluates text",
    text: atLoad("eval('1');"),
    deserves: "nothing",
    told: /eval is not there/,
  },
  {
    name: "makes a function of text",
    text: atLoad("new Function('return process')();"),
    deserves: "nothing",
    told: /not there|Code generation from strings disallowed/,
  },
  {
    name: "makes a function of text by the constructor's constructor",
    text: atLoad("(globalThis as any).constructor.constructor('return process')().exit();"),
    deserves: "nothing",
    told: /not there|Code generation from strings disallowed/,
  },
  {
    name: "makes an asynchronous function of text",
    text: atLoad("(async () => {}).constructor('return process')();"),
    deserves: "nothing",
    told: /not there|Code generation from strings disallowed/,
  },
  {
    name: "looks for somebody else's objects on the stack",
    text: atLoad(`(Error as any).prepareStackTrace = (_: unknown, sites: unknown[]) => sites;
      const strangers = (new Error().stack as unknown as any[])
        .flatMap((site) => [site, site.getThis?.(), site.getFunction?.()])
        .filter((found) => found !== undefined && found !== globalThis && !(found instanceof Object));
      throw new Error(strangers.length + " strangers");`),
    deserves: "nothing",
    told: /throws while it is loaded: Error: 0 strangers/,
  },
  {
    name: "looks for somebody else's objects in an overflow of the stack",
    text: atLoad(`let found = "";
      const deeper = (): void => deeper();
      try { deeper(); } catch (error) { found = error instanceof RangeError ? "its own" : "a stranger"; }
      throw new Error(found);`),
    deserves: "nothing",
    told: /Error: its own/,
  },
  {
    name: "asks Node for its built-in modules",
    text: inCalls("(process as any).getBuiltinModule('node:fs').writeFileSync('/tmp/was-here', '');"),
    deserves: "nothing",
    told: /process is not there/,
  },
  {
    name: "asks Node for its bindings",
    text: atLoad("(process as any).binding('spawn_sync');"),
    deserves: "nothing",
    told: /process is not there/,
  },
  {
    name: "requires a module",
    text: atLoad("declare const require: any;\nrequire('node:child_process').execSync('id');"),
    deserves: "nothing",
    told: /node:child_process is not part of the exercise/,
  },
  {
    name: "fetches",
    text: atLoad("void fetch('http://127.0.0.1:1/');"),
    deserves: "nothing",
    told: /fetch is not there/,
  },
  {
    name: "starts a thread",
    text: atLoad("new (globalThis as any).Worker('data:text/javascript,');"),
    deserves: "nothing",
    told: /Worker is not a constructor/,
  },
  {
    name: "looks for seeds and tests in the environment",
    text: atLoad("throw new Error(JSON.stringify(process.env));"),
    deserves: "nothing",
    told: /process is not there/,
  },
  {
    name: "closes the function that it is wrapped in, and opens another",
    text: atLoad("})(); throw 1; (function () {"),
    deserves: "nothing",
    told: /cannot be read: Unexpected token \(line 1\)/,
  },
  {
    name: "points the debugger at a file",
    text: atLoad("//# sourceMappingURL=file:///etc/passwd"),
    deserves: "everything",
    told: null,
  },
];
