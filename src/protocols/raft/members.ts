import { itemAt, majoritySize, type NodeId, type NodeSet } from "../../core/index.ts";
import type { Entry, Log } from "./log.ts";
import type { Configured, ServerState } from "./vocabulary.ts";

/** The servers that count: those of the last configuration in the log, committed or not (thesis, section 4.1). */
export function membersOf<S, C, R>({ pending, replica }: ServerState<S, C, R>): readonly NodeId[] {
  return pending.at(-1)?.members ?? replica.members;
}

export function othersOf<S, C, R>(state: ServerState<S, C, R>, self: NodeId): readonly NodeId[] {
  return membersOf(state).filter((node) => node !== self);
}

export function isMajority(nodes: NodeSet, members: readonly NodeId[]): boolean {
  return nodes.filter((node) => members.includes(node)).length >= majoritySize(members.length);
}

/**
 * Whether the server may be needed as a leader: it is a member, or was one until a configuration that may never be
 * committed without its help (thesis, section 4.2.2).
 */
export function mayLead<S, C, R>({ pending, replica }: ServerState<S, C, R>, self: NodeId): boolean {
  return [replica, ...pending].some(({ members }) => members.includes(self));
}

/** The uncommitted configurations in a log, some of whose entries from `from` to `to` have just come in. */
export function pendingIn<C>(
  { entries }: Log<C>,
  before: readonly Configured[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly Configured[] {
  const known = before.filter(({ index }) => itemAt(entries, index) !== null);
  const fresh: Configured[] = [];
  for (let index = from; index <= to; index++) fresh.push(...configuredAt(index, itemAt(entries, index)));
  if (fresh.length === 0 && known.length === before.length) return before;
  return [...known.filter(({ index }) => index < from), ...fresh, ...known.filter(({ index }) => index > to)];
}

function configuredAt<C>(index: number, entry: Entry<C> | null): readonly Configured[] {
  const content = entry?.content;
  return content?.kind === "configuration" ? [{ index, members: content.members }] : [];
}
