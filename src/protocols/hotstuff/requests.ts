import type { ClientCommand, NodeId } from "../../core/index.ts";
import type { Authentication } from "../byzantine/index.ts";
import type { Wish } from "./blocks.ts";
import { isGenuine, signed, type Notary, type Pen } from "./certificates.ts";
import type { Reply } from "./messages.ts";

/** A client's name, which no node has the key of. Its proxy passes on what it has sealed. */
const nameOf = (client: number): string => `client ${client}`;

export function sealedWish<C>(
  { client, sequence, command }: ClientCommand<C>,
  proxy: NodeId,
  { authentication }: Pen,
): Wish<C> {
  const content = { client, sequence, command, proxy };
  return { ...content, seal: authentication.seal(nameOf(client), content) };
}

/** Whether the client named has asked for this. */
export function isGenuineWish(wish: Wish<unknown>, authentication: Authentication): boolean {
  const { seal, ...content } = wish;
  return authentication.isGenuine(nameOf(wish.client), content, seal);
}

export function signedReply<R>(
  self: NodeId,
  content: Omit<Reply<R>, "kind" | "signature">,
  pen: Pen,
): Reply<R> {
  return signed(self, { kind: "reply" as const, ...content }, pen);
}

export function isGenuineReply<R>({ signature, ...statement }: Reply<R>, notary: Notary): boolean {
  return isGenuine(statement, signature, notary);
}
