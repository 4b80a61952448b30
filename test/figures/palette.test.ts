import { describe, expect, test } from "vitest";
import { darkTheme, inkOnEither, lightTheme, type Theme } from "../../src/figures/palette.ts";

/** Relative luminance and contrast by WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe.each([
  ["light", lightTheme],
  ["dark", darkTheme],
])("on a %s page", (_, theme: Theme) => {
  test.each(["ink", "muted"] as const)("text in %s stands out from the paper (4.5 to 1)", (role) => {
    expect(contrast(theme[role], theme.paper)).toBeGreaterThan(4.5);
  });

  test.each(["phase1", "phase2", "refusal", "decision", "other", "fault"] as const)(
    "lines of %s stand out from the paper (3 to 1)",
    (role) => {
      expect(contrast(theme[role], theme.paper)).toBeGreaterThan(3);
    },
  );
});

test("text of a chart without a page's colours is legible on white and on near black", () => {
  expect(contrast(inkOnEither, "#ffffff")).toBeGreaterThan(4);
  expect(contrast(inkOnEither, "#111111")).toBeGreaterThan(4);
});
