import { DebugRequestError, type SourceBreakpoint } from "./dap.ts";
import { expressionToJavaScript } from "./typescript.ts";

/**
 * What V8 evaluates in the frame to decide whether to pause; nothing if it always should. A logpoint prints,
 * as the cell itself would, and never pauses.
 *
 * @throws DebugRequestError if it is not TypeScript.
 */
export function conditionFor({ condition, logMessage }: SourceBreakpoint): string | undefined {
  const wanted = isGiven(condition) ? oneExpression(condition) : undefined;
  if (!isGiven(logMessage)) return wanted;
  return `(${wanted ?? "true"}) && (console.log(${logArguments(logMessage)}), false)`;
}

/** `votes: {votes.size}` becomes the arguments `"votes: %s", (votes.size)`. */
function logArguments(message: string): string {
  const expressions: string[] = [];
  const format = message.replace(/%/g, "%%").replace(/\{([^{}]+)\}/g, (_whole, expression: string) => {
    expressions.push(oneExpression(expression.replace(/%%/g, "%")));
    return "%s";
  });
  return [JSON.stringify(format), ...expressions].join(", ");
}

function oneExpression(source: string): string {
  return `(${expressionToJavaScript(`(${source}\n)`).trim().replace(/;$/, "")})`;
}

/** Should the breakpoint pause the `hits`-th time? `5` and `== 5` the fifth time only, `% 5` every fifth. */
export function isHitWanted(hitCondition: string | undefined, hits: number): boolean {
  if (!isGiven(hitCondition)) return true;
  const { operator, count } = parseHitCondition(hitCondition);
  switch (operator) {
    case "==":
      return hits === count;
    case ">=":
      return hits >= count;
    case ">":
      return hits > count;
    case "<=":
      return hits <= count;
    case "<":
      return hits < count;
    case "%":
      return hits % count === 0;
  }
}

const operators = ["==", ">=", ">", "<=", "<", "%"] as const;

interface HitCondition {
  readonly operator: (typeof operators)[number];
  readonly count: number;
}

/** @throws DebugRequestError */
export function parseHitCondition(text: string): HitCondition {
  const [, sign = "==", digits] = /^\s*(==|>=|>|<=|<|%)?\s*(\d+)\s*$/.exec(text) ?? [];
  const operator = operators.find((each) => each === sign);
  if (digits !== undefined && operator) return { operator, count: Number(digits) };
  throw new DebugRequestError(
    `The hit condition "${text}" must be a number, alone or after ${operators.join(" ")}.`,
  );
}

function isGiven(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== "";
}
