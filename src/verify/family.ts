import type { MessageSetSpec, Model } from "../check/index.ts";
import type { Phrasebook, Vocabulary } from "../core/index.ts";

/** Something to verify, with knobs: what `paxoslab verify --model NAME` and the lessons turn. */
export interface Family {
  /** How it is called on the command line: `single-decree`. */
  readonly name: string;
  readonly title: string;
  readonly knobs: readonly Knob[];
  /** @param settings one number for every knob. */
  readonly subject: (settings: Settings) => Subject;
}

export interface Knob {
  readonly name: KnobName;
  /** What it sets, for the help. */
  readonly meaning: string;
  readonly usual: number;
  readonly least: number;
  readonly most: number;
}

/** All knobs there are, so that the same word means the same thing everywhere. */
export const knobNames = [
  "nodes",
  "faulty",
  "clients",
  "proposers",
  "values",
  "ballots",
  "slots",
  "crashes",
  "loss",
  "duplicate",
] as const;

export type KnobName = (typeof knobNames)[number];

export type Settings = Readonly<Record<KnobName, number>>;

export type Subject =
  /** A protocol on a network. */
  | { readonly kind: "protocol"; readonly model: AnyModel; readonly phrases?: Phrasebook<Vocabulary> }
  /** A specification with a set of messages, as Lamport writes them: searched, but not played or drawn. */
  | { readonly kind: "specification"; readonly spec: AnySpec };

/** A model whose vocabulary does not matter to whoever holds it. */
export type AnyModel = Model<Vocabulary>;

/** The same for specifications. */
export type AnySpec = MessageSetSpec<unknown, unknown>;

export function anyModel<V extends Vocabulary>(model: Model<V>): AnyModel {
  return model as unknown as AnyModel;
}

export function anyPhrases<V extends Vocabulary>(phrases: Phrasebook<V>): Phrasebook<Vocabulary> {
  return phrases as unknown as Phrasebook<Vocabulary>;
}

/** A setting that makes no sense; the message says which and what would. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

/**
 * A number for every knob: the one asked for, or the usual one.
 *
 * @throws SettingError if the family lacks a knob that is asked for, or a number is out of its range.
 */
export function settle(family: Family, asked: Partial<Settings>): Settings {
  for (const name of knobNames) {
    if (asked[name] === undefined || family.knobs.some((knob) => knob.name === name)) continue;
    const known = family.knobs.map((knob) => `--${knob.name}`).join(", ");
    throw new SettingError(`The model ${family.name} has no --${name}; it has ${known || "no settings"}.`);
  }
  const settled = Object.fromEntries(knobNames.map((name) => [name, 0])) as Record<KnobName, number>;
  for (const { name, usual, least, most } of family.knobs) {
    const value = asked[name] ?? usual;
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new SettingError(
        `--${name} of ${family.name} is a whole number from ${least} to ${most}; got ${value}.`,
      );
    }
    settled[name] = value;
  }
  return settled;
}
