import { executeOnce, itemAt, unchanged } from "../../core/index.ts";
import { digestOf } from "../byzantine/index.ts";
import { noteCheckpoint } from "./checkpoints.ts";
import { withoutExecuted } from "./executed.ts";
import type { Batch, Checkpoint, Committed, Reply, Request } from "./messages.ts";
import { entryAt, inOrder, toOthers, withEntry, withReplica } from "./places.ts";
import { provesCommitted } from "./verify.ts";
import type { Action, Entry, NodeState, Site, Snapshot, Turn } from "./vocabulary.ts";

/** Section 4.2: what has committed is executed, in the order of sequence numbers. */
export function executeReady<S, C, R>(state: NodeState<S, C, R>, site: Site<S, C, R>): Turn<S, C, R> {
  let turn: Turn<S, C, R> = unchanged(state);
  for (;;) {
    const { replica } = turn.state;
    const committed = proofOf(entryAt(replica, replica.current.sequence + 1), site);
    if (committed === null) return turn;
    const { sequence, batch, digest } = committed.prePrepare;
    const next = inOrder(
      withEntry(turn.state, sequence, { committed }),
      (state) => execute(state, batch, digest, site),
      (state) => takeCheckpoint(state, site),
    );
    turn = { state: next.state, effects: [...turn.effects, ...next.effects] };
  }
}

/** What allows to execute what stands here; null if nothing does yet. */
function proofOf<S, C, R>(entry: Entry<C>, { rules, group }: Site<S, C, R>): Committed<C> | null {
  const { committed, prePrepare, prepares, commits } = entry;
  if (committed !== null) return committed;
  if (prePrepare === null || !rules.mayExecute({ prePrepare, prepares, commits }, group)) return null;
  const matching = commits.filter(({ digest }) => digest === prePrepare.digest);
  return { kind: "committed", prePrepare, commits: matching.slice(0, group.quorum) };
}

/** At one who has missed the votes. */
export function onCommitted<S, C, R>(
  state: NodeState<S, C, R>,
  message: Committed<C>,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  const { current, stable } = state.replica;
  const { sequence } = message.prePrepare;
  const isNew =
    sequence > current.sequence &&
    site.rules.isInWindow(sequence, stable.sequence, site.logSize) &&
    entryAt(state.replica, sequence).committed === null;
  if (!isNew || !provesCommitted(message, site)) return unchanged(state);
  return executeReady(withEntry(state, sequence, { committed: message }), site);
}

function execute<S, C, R>(
  state: NodeState<S, C, R>,
  batch: Batch<C>,
  digest: string,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  const { current } = state.replica;
  const commands = batch.map(({ client, timestamp, operation }) => {
    return { client, sequence: timestamp, command: operation };
  });
  const { service, sessions, executed } = executeOnce(
    { service: current.state, sessions: current.sessions },
    commands,
    site.service,
  );
  const sequence = current.sequence + 1;
  const next: Snapshot<S, R> = { sequence, state: service, sessions };
  const after = withReplica(state, { current: next });
  return {
    state: {
      ...after,
      pending: withoutExecuted(state.pending, batch, next),
      attempts: executed.length > 0 ? 0 : state.attempts,
    },
    effects: [
      { kind: "decide", decision: { kind: "executed", sequence, digest, executed } },
      ...batch.flatMap((request) => reply(after, request, site)),
    ],
  };
}

/** What the client is told, if this is its last request: also when it asks again. */
export function reply<S, C, R>(
  { replica: { view, current } }: NodeState<S, C, R>,
  { client, timestamp, proxy }: Request<C>,
  { self, keys }: Site<S, C, R>,
): readonly Action<S, C, R>[] {
  const session = itemAt(current.sessions, client);
  if (session?.sequence !== timestamp) return [];
  const { result } = session;
  const message = keys.sealed<Reply<R>>({ kind: "reply", view, timestamp, client, replica: self, result });
  return [{ kind: "send", to: proxy, message }];
}

/** Section 4.3: every K sequence numbers. */
function takeCheckpoint<S, C, R>(state: NodeState<S, C, R>, site: Site<S, C, R>): Turn<S, C, R> {
  const { current, snapshots } = state.replica;
  if (current.sequence % site.checkpointEvery !== 0) return unchanged(state);
  const checkpoint = checkpointOf(current, site);
  const noted = noteCheckpoint(withReplica(state, { snapshots: [...snapshots, current] }), checkpoint, site);
  return { state: noted.state, effects: [...toOthers(site, checkpoint), ...noted.effects] };
}

export function checkpointOf<S, C, R>(snapshot: Snapshot<S, R>, { self, keys }: Site<S, C, R>): Checkpoint {
  const { sequence } = snapshot;
  return keys.sealed<Checkpoint>({
    kind: "checkpoint",
    sequence,
    digest: digestOf(snapshot),
    replica: self,
  });
}
