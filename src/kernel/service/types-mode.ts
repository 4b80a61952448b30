/** What becomes of cells with type errors: they are not run, run with a warning, or not even checked. */
export type TypesMode = (typeof typesModes)[number];

export const typesModes = ["error", "warn", "off"] as const;

/** The environment variable that sets it for all notebooks, as a kernel specification can. */
export const typesVariable = "PAXOSLAB_KERNEL_TYPES";

export function isTypesMode(text: string | undefined): text is TypesMode {
  return typesModes.some((mode) => mode === text);
}

/** The mode to begin with. `onProblem` is told, in a sentence, of a setting that cannot be used. */
export function initialTypesMode(
  env: Readonly<Record<string, string | undefined>>,
  onProblem: (sentence: string) => void,
): TypesMode {
  const asked = env[typesVariable];
  if (isTypesMode(asked)) return asked;
  if (asked !== undefined) {
    onProblem(`${typesVariable} must be one of ${typesModes.join(", ")}, not "${asked}"; ignored.`);
  }
  return "error";
}
