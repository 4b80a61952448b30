import type { Protocol } from "devtools-protocol";

export type RemoteObject = Protocol.Runtime.RemoteObject;
/** A value that V8 keeps for us, and not just tells. */
export type RemoteObjectWithId = RemoteObject & { readonly objectId: string };

/** A value with parts. */
export interface Whole {
  readonly value: RemoteObjectWithId;
  /** An expression for it, if there is one. */
  readonly expression: string | undefined;
}

export interface Range {
  readonly start: number;
  readonly count: number;
}

/** What has parts that a client may ask for. */
export type Container =
  | {
      readonly kind: "scopes";
      /** Innermost first: of variables of one name that one is seen. */
      readonly objectIds: readonly string[];
      readonly frameId: number;
      readonly extra: readonly NamedValue[];
    }
  /** The top-level variables of all cells. */
  | { readonly kind: "globals" }
  | { readonly kind: "whole"; readonly whole: Whole }
  /** Some of the elements or entries of a large one. */
  | { readonly kind: "range"; readonly whole: Whole; readonly range: Range }
  /** A getter, to be run only when asked for. */
  | { readonly kind: "getter"; readonly objectId: string; readonly name: string };

export interface NamedValue {
  readonly name: string;
  readonly value: RemoteObject;
}

/** The numbers by which a client asks for parts. They are good until the thread goes on. */
export class References {
  readonly #containers = new Map<number, Container>();
  #last = 0;

  add(container: Container): number {
    this.#last += 1;
    this.#containers.set(this.#last, container);
    return this.#last;
  }

  get(reference: number): Container | undefined {
    return this.#containers.get(reference);
  }

  clear(): void {
    this.#containers.clear();
  }
}
