import type { Protocol } from "devtools-protocol";
import { DebugRequestError, type Variable } from "./dap.ts";
import { isList, sizeOf } from "./describe.ts";
import * as inThread from "./in-thread.ts";
import { collectGlobals } from "./globals.ts";
import type { Inspector } from "./inspector.ts";
import { Lists } from "./lists.ts";
import { within, type Presenter } from "./presenter.ts";
import type { Container, References, RemoteObject, RemoteObjectWithId, Whole } from "./references.ts";
import { Values } from "./values.ts";

/** Which of the parts a client wants. */
export interface Page {
  readonly filter?: "indexed" | "named";
  readonly start?: number;
  readonly count?: number;
}

/** Names that are no variables of the user's. */
const hidden = new Set(["__kernel__", "__proto__"]);
/** Facts about an object that say nothing to its user. */
const hiddenInternals = new Set([
  "[[Prototype]]",
  "[[Scopes]]",
  "[[FunctionLocation]]",
  "[[Entries]]",
  "[[ArrayBufferData]]",
]);
const hiddenOfFunctions = new Set(["length", "name", "prototype", "arguments", "caller"]);

/** Lists the parts of scopes and values as the protocol wants them. */
export class Variables {
  readonly #inspector: Inspector;
  readonly #references: References;
  readonly #presenter: Presenter;
  readonly #values: Values;
  readonly #lists: Lists;

  constructor(inspector: Inspector, references: References, presenter: Presenter) {
    this.#inspector = inspector;
    this.#references = references;
    this.#presenter = presenter;
    this.#values = new Values(inspector);
    this.#lists = new Lists(this.#values, presenter);
  }

  /** The parts of what a reference stands for. @throws DebugRequestError if it is no longer good. */
  async list(reference: number, page: Page = {}): Promise<readonly Variable[]> {
    const container = this.#references.get(reference);
    if (!container) throw new DebugRequestError("What was asked for is gone: the cell has gone on since.");
    switch (container.kind) {
      case "scopes":
        return cut(await this.#inScopes(container), page);
      case "globals":
        return cut(await this.globals(), page);
      case "whole":
        return this.#inWhole(container.whole, page);
      case "range":
        return this.#lists.list(container.whole, container.range);
      case "getter": {
        const value = await this.#values.call(container.objectId, inThread.property, container.name);
        return [this.#presenter.variable({ name: "", value })];
      }
    }
  }

  /** The top-level variables of all cells, as far as they have a value. */
  async globals(): Promise<readonly Variable[]> {
    const { objectId } = await collectGlobals(this.#inspector);
    return this.#inScopes({ objectIds: objectId === undefined ? [] : [objectId], extra: [] });
  }

  async #inScopes({
    objectIds,
    extra,
  }: Pick<Extract<Container, { kind: "scopes" }>, "objectIds" | "extra">): Promise<readonly Variable[]> {
    const found = new Map<string, RemoteObject>();
    for (const objectId of objectIds) {
      const { result } = await this.#values.properties(objectId);
      for (const { name, value } of result) {
        // A variable without a value has not been reached yet.
        if (value && !found.has(name) && !hidden.has(name)) found.set(name, value);
      }
    }
    return [
      ...extra.map((each) => this.#presenter.variable(each)),
      ...[...found].map(([name, value]) => this.#presenter.variable({ name, value }, name)),
    ];
  }

  async #inWhole(whole: Whole, { filter, start = 0, count = 0 }: Page): Promise<readonly Variable[]> {
    const size = sizeOf(whole.value);
    if (filter === "indexed") return this.#lists.list(whole, { start, count: count || size - start });
    const named = await this.#named(whole);
    if (filter === "named") return cut(named, { start, count });
    const indexed = size > 0 ? await this.#lists.list(whole, { start: 0, count: size }) : [];
    return cut([...indexed, ...named], { start, count });
  }

  async #named({ value, expression }: Whole): Promise<readonly Variable[]> {
    const { objectId } = value;
    const listed = isList(value.subtype) ? await this.#values.call(objectId, inThread.extras) : value;
    const {
      result,
      internalProperties = [],
      privateProperties = [],
    } = await this.#values.properties(listed.objectId ?? "");
    const own = result.filter(({ name }) => !(value.type === "function" && hiddenOfFunctions.has(name)));
    const internal = internalProperties.filter(({ name }) => !hiddenInternals.has(name));
    const inherited = isInstance(value) ? await this.#values.inheritedGetters(objectId) : [];
    return [...internal, ...own, ...privateProperties, ...inherited].flatMap((property) =>
      this.#property(property, objectId, expression),
    );
  }

  #property(
    { name, value, get }: Protocol.Runtime.PrivatePropertyDescriptor,
    objectId: string,
    expression: string | undefined,
  ): readonly Variable[] {
    if (hidden.has(name)) return [];
    if (value) return [this.#presenter.variable({ name, value }, within(expression, name))];
    if (get?.objectId === undefined) return [];
    return [this.#presenter.getter(objectId, name)];
  }
}

/** Of a class of the user's: built-in ones have many getters, which say nothing that the value does not. */
function isInstance({ type, subtype, className }: RemoteObjectWithId): boolean {
  return type === "object" && subtype === undefined && className !== "Object";
}

function cut<T>(all: readonly T[], { start = 0, count = 0 }: Page): readonly T[] {
  return all.slice(start, count > 0 ? start + count : undefined);
}
