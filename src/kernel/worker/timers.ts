import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import timersPromises from "node:timers/promises";
import { promisify } from "node:util";
import { currentScope, type CellScope } from "./current-cell.ts";

// The types of Node's own functions are overloaded beyond use here.
type Callback = (...args: readonly unknown[]) => unknown;
type Scheduler = (callback: Callback, ...args: readonly unknown[]) => unknown;

export interface TimerOptions {
  /** True if a termination of the cell is on its way: nothing may keep its code from getting there. */
  readonly isStopping: (scope: CellScope) => boolean;
  /** Told whose callback begins and, unless it is terminated, that it is over. */
  readonly onCallback: (scope: CellScope | undefined) => void;
}

/**
 * Makes what a cell schedules part of that cell: once the cell is stopped, its timers do nothing. A timer of
 * node:timers/promises then just never comes, nor does what was to follow it.
 */
export function installTimers({ isStopping, onCallback }: TimerOptions): void {
  /** @param isDead whether there is nothing left to do for a cell. */
  const wrap =
    (schedule: Scheduler, isDead: (scope: CellScope) => boolean): Scheduler =>
    (callback, ...args) => {
      const scope = currentScope();
      // Not a function: Node says so, better than we could.
      if (!scope || typeof callback !== "function") return schedule(callback, ...args);
      const ofCell = function (this: unknown, ...given: readonly unknown[]): void {
        if (isDead(scope)) {
          clearInterval(this as NodeJS.Timeout);
          return;
        }
        onCallback(scope);
        Reflect.apply(callback, this, given);
        onCallback(undefined);
      };
      return schedule(ofCell, ...args);
    };
  const isOver = (scope: CellScope): boolean => scope.isStopped || isStopping(scope);
  for (const name of ["setTimeout", "setInterval", "setImmediate"] as const) {
    const wrapped = wrap(timers[name] as Scheduler, isOver);
    Object.defineProperty(wrapped, "name", { value: name });
    Object.defineProperty(wrapped, promisify.custom, {
      get: () => Reflect.get(timersPromises, name) as unknown,
    });
    Reflect.set(timers, name, wrapped);
    Reflect.set(globalThis, name, wrapped);
  }
  // Libraries share work between cells in ticks and microtasks: those run, unless they are what never ends.
  Reflect.set(process, "nextTick", wrap(Reflect.get(process, "nextTick") as Scheduler, isStopping));
  Reflect.set(globalThis, "queueMicrotask", wrap(queueMicrotask, isStopping));
  installPromises();
  syncBuiltinESMExports();
}

function installPromises(): void {
  const { setTimeout, setImmediate, setInterval, scheduler } = timersPromises;
  timersPromises.setTimeout = async (delay, value, options) =>
    unlessStopped(setTimeout(delay, value, options));
  timersPromises.setImmediate = async (value, options) => unlessStopped(setImmediate(value, options));
  scheduler.wait = async (delay, options) => unlessStopped(setTimeout(delay, undefined, options));
  timersPromises.setInterval = async function* (delay, value, options): AsyncGenerator<never, undefined> {
    for await (const tick of setInterval(delay, value, options)) {
      // The interval itself ends when this loop does.
      if (currentScope()?.isStopped === true) break;
      yield tick as never;
    }
    if (currentScope()?.isStopped === true) await never;
    return undefined;
  };
}

const never = new Promise<never>(() => undefined);

async function unlessStopped<T>(timer: Promise<T>): Promise<T> {
  try {
    return await timer;
  } finally {
    if (currentScope()?.isStopped === true) await never;
  }
}
