import { SweepError, type Experiment, type Value } from "../../experiments/index.ts";

/**
 * What `--set` gave, as values of the kind that the parameter has.
 *
 * @throws SweepError for a value that is of another kind.
 */
export function settingsFor(
  { name, parameters }: Experiment,
  typed: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, readonly Value[]>> {
  const settings = Object.entries(typed).map(([parameter, texts]) => {
    const usual = Object.hasOwn(parameters, parameter) ? parameters[parameter] : undefined;
    if (usual === undefined) {
      const known = Object.keys(parameters).join(", ") || "none";
      throw new SweepError(`${name} has no parameter ${parameter}; its parameters: ${known}.`);
    }
    return [parameter, texts.map((text) => valueIn(text, parameter, usual))] as const;
  });
  return Object.fromEntries(settings);
}

function valueIn(text: string, parameter: string, usual: readonly Value[]): Value {
  switch (typeof usual[0]) {
    case "number":
      if (text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
      throw new SweepError(
        `The parameter ${parameter} takes numbers, such as ${usual[0]}; got ${JSON.stringify(text)}.`,
      );
    case "boolean":
      if (text === "true" || text === "false") return text === "true";
      throw new SweepError(`The parameter ${parameter} takes true and false; got ${JSON.stringify(text)}.`);
    default:
      // A text is a name that the experiment's code knows: any other would mean nothing to it.
      if (usual.includes(text)) return text;
      throw new SweepError(
        `The parameter ${parameter} can be ${usual.join(", ")}; got ${JSON.stringify(text)}.`,
      );
  }
}
