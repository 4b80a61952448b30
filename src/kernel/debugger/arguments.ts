import { DebugRequestError } from "./dap.ts";

/** The arguments of a request, as they came: nothing about them is certain. */
export class Arguments {
  readonly #command: string;
  readonly #given: Readonly<Record<string, unknown>>;

  constructor(command: string, given: unknown) {
    this.#command = command;
    this.#given =
      typeof given === "object" && given !== null ? (given as Readonly<Record<string, unknown>>) : {};
  }

  /** @throws DebugRequestError if it is missing or no text; so for the others. */
  text(name: string): string {
    return this.textIfGiven(name) ?? this.#fail(name, "a string");
  }

  textIfGiven(name: string): string | undefined {
    const value = this.#given[name];
    return value === undefined || typeof value === "string" ? value : this.#fail(name, "a string");
  }

  integer(name: string): number {
    return this.integerIfGiven(name) ?? this.#fail(name, "an integer");
  }

  integerIfGiven(name: string): number | undefined {
    const value = this.#given[name];
    if (value === undefined || value === null) return undefined;
    return Number.isInteger(value) ? Number(value) : this.#fail(name, "an integer");
  }

  flag(name: string, otherwise: boolean): boolean {
    const value = this.#given[name];
    return typeof value === "boolean" ? value : otherwise;
  }

  /** An object in the arguments. */
  object(name: string): Arguments {
    return new Arguments(this.#command, this.#given[name]);
  }

  list(name: string): readonly unknown[] {
    const value = this.#given[name] ?? [];
    return Array.isArray(value) ? value : this.#fail(name, "a list");
  }

  objects(name: string): readonly Arguments[] {
    return this.list(name).map((each) => new Arguments(this.#command, each));
  }

  #fail(name: string, kind: string): never {
    const got = JSON.stringify(this.#given[name])?.slice(0, 40) ?? "missing";
    throw new DebugRequestError(`${this.#command}: "${name}" must be ${kind}, and is ${got}.`);
  }
}
