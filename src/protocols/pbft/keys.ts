import { digestOf, type Authentication, type Seal } from "../byzantine/index.ts";
import type { Batch } from "./messages.ts";

/** How messages are sealed and checked. */
export interface Keys {
  /** The message with the seal of whoever it names. A protocol seals in the name of its own node and its clients only. */
  sealed<M extends Signed>(unsealed: Omit<M, "seal">): M;
  /** Whether whoever it names has sealed it. */
  isGenuine(message: Signed): boolean;
}

/** Names its author, by number as a replica or as a client. */
export type Signed = { readonly kind: string; readonly seal: Seal } & (
  | { readonly replica: number }
  | { readonly client: number }
);

export function keysOf(authentication: Authentication): Keys {
  return {
    sealed<M extends Signed>(unsealed: Omit<M, "seal">) {
      const content = contentOf(unsealed);
      const message = { ...unsealed, seal: authentication.seal(authorOf(unsealed), content) } as M;
      contents.set(message, content);
      return message;
    },
    isGenuine(message) {
      return authentication.isGenuine(authorOf(message), contentOf(message), message.seal);
    },
  };
}

/** A replica that answers a client names both, and is the author. */
export function authorOf(message: object): string {
  if ("replica" in message) return `replica ${String(message.replica)}`;
  if ("client" in message) return `client ${String(message.client)}`;
  throw new TypeError(`The message ${JSON.stringify(message)} names nobody who could have sealed it.`);
}

const contents = new WeakMap<object, object>();

/** All but the seal itself, and a batch, which has its digest. */
function contentOf(message: object): object {
  const known = contents.get(message);
  if (known !== undefined) return known;
  const { seal: _seal, batch: _batch, ...content } = message as { seal?: Seal; batch?: unknown };
  contents.set(message, content);
  return content;
}

export function digestOfBatch<C>(batch: Batch<C>): string {
  return digestOf(batch);
}
