import { transformSync } from "oxc-transform";
import { DebugRequestError } from "./dap.ts";

/**
 * An expression in TypeScript, as typed into a condition or a watch, as JavaScript.
 *
 * @throws DebugRequestError
 */
export function expressionToJavaScript(expression: string): string {
  // Parentheses make `{ a: 1 }` a value, but do not fit around a statement.
  const tried = [`(${expression}\n);`, expression].map((source) =>
    transformSync("expression.ts", source, { lang: "ts", sourceType: "script", target: "esnext" }),
  );
  const fit = tried.find(({ errors }) => errors.length === 0);
  if (fit) return fit.code;
  throw new DebugRequestError(`"${expression}" is not TypeScript: ${tried[1]?.errors[0]?.message ?? ""}`);
}
