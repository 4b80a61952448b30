import type { Value } from "../experiment.ts";

/** Sentences for parameters that make no sense, or null; the first that is a sentence counts. */
export function firstOf(...problems: readonly (string | null)[]): string | null {
  return problems.find((problem) => problem !== null) ?? null;
}

export function wholeFrom(least: number, parameter: Readonly<Record<string, Value>>): string | null {
  return checked(
    parameter,
    `a whole number of at least ${least}`,
    (value) => Number.isInteger(value) && value >= least,
  );
}

export function wholeBetween(
  least: number,
  most: number,
  parameter: Readonly<Record<string, Value>>,
): string | null {
  return checked(
    parameter,
    `a whole number from ${least} to ${most}`,
    (value) => Number.isInteger(value) && value >= least && value <= most,
  );
}

/** @param unit - "in milliseconds", say. */
export function above(
  bound: number,
  unit: string,
  parameter: Readonly<Record<string, Value>>,
): string | null {
  return checked(parameter, `${unit} and above ${bound}`, (value) => value > bound);
}

export function notBelow(
  bound: number,
  unit: string,
  parameter: Readonly<Record<string, Value>>,
): string | null {
  return checked(parameter, `${unit} and not below ${bound}`, (value) => value >= bound);
}

/** @param parameter - one, with its value: `{ nodes }`. */
function checked(
  parameter: Readonly<Record<string, Value>>,
  what: string,
  isSound: (value: number) => boolean,
): string | null {
  const wrong = Object.entries(parameter).find(([, value]) => !isSound(Number(value)));
  return wrong === undefined ? null : `${wrong[0]} must be ${what}; got ${wrong[1]}.`;
}
