import { atLoad, inCalls, type Hostile } from "../harness.ts";

/** They end, or try to. */
export const leaving: readonly Hostile[] = [
  {
    name: "exits while it is loaded",
    text: atLoad("process.exit(0);"),
    deserves: "nothing",
    told: /throws while it is loaded: Error: process is not there/,
  },
  {
    name: "exits when it is asked",
    text: inCalls("process.exit(0);"),
    deserves: "nothing",
    told: /onPrepare throws: Error: process is not there/,
  },
  {
    name: "kills itself",
    text: inCalls("process.kill(process.pid, 'SIGKILL');"),
    deserves: "nothing",
    told: /process is not there/,
  },
  {
    name: "kills everybody",
    text: inCalls("process.kill(-1, 'SIGKILL');"),
    deserves: "nothing",
    told: /process is not there/,
  },
  {
    name: "takes the language away from everybody",
    text: atLoad(`for (const name of Object.getOwnPropertyNames(globalThis)) {
      try { delete (globalThis as any)[name]; } catch {}
    }`),
    deserves: "nothing",
    told: /throws something that cannot even be looked at/,
  },
];
