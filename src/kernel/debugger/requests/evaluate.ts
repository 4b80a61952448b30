import { describe, typeOf } from "../describe.ts";
import { evaluateAnywhere } from "../evaluate.ts";
import type { Handler } from "./handler.ts";

export const evaluate: Handler = async (given, kernel) => {
  const context = given.textIfGiven("context");
  const value = await evaluateAnywhere(kernel, given.integerIfGiven("frameId"), given.text("expression"), {
    // To point at something must change nothing.
    throwOnSideEffect: context === "hover",
  });
  const isFull = context === "clipboard" && value.type === "string";
  return {
    result: isFull ? String(value.value) : describe(value),
    type: typeOf(value),
    ...kernel.presenter.unfoldable(value, given.text("expression")),
  };
};
