import { describe, expect, it } from "vitest";
import { MagicError, magicOf } from "../../../src/kernel/service/magic.ts";
import { initialTypesMode } from "../../../src/kernel/service/types-mode.ts";

describe("%types in the first line", () => {
  it.each([
    ["%types warn", "warn", "           "],
    ["%types off\nconst x = 1;", "off", "          \nconst x = 1;"],
    ["\n  %types error\nx", "error", "\n              \nx"],
    ["%types", undefined, "      "],
  ])("%j asks for %s", (source, mode, rest) => {
    expect(magicOf(source)).toEqual(mode === undefined ? { rest } : { mode, rest });
  });

  it.each(["const x = 1", "x\n%types warn", "a %types", ""])("%j is only code", (source) => {
    expect(magicOf(source)).toBeUndefined();
  });

  it("says what there is to choose from", () => {
    expect(() => magicOf("%types sometimes")).toThrow(
      new MagicError(`%types takes one of error, warn, off, not "sometimes".`),
    );
  });
});

it("the environment sets the mode to begin with", () => {
  const problems: string[] = [];
  const mode = (value?: string): string =>
    initialTypesMode({ PAXOSLAB_KERNEL_TYPES: value }, (sentence) => problems.push(sentence));
  expect([mode(), mode("warn"), mode("never")]).toEqual(["error", "warn", "error"]);
  expect(problems).toEqual(['PAXOSLAB_KERNEL_TYPES must be one of error, warn, off, not "never"; ignored.']);
});
