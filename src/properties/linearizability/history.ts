/** One use of a shared object by one client: what it asked, from when to when, and what it was told. */
export type Call<Operation, Result> = ReturnedCall<Operation, Result> | PendingCall<Operation>;

/** A history of a concurrent object, in any order. (Herlihy and Wing, *Linearizability*, section 2.1.) */
export type History<Operation, Result> = readonly Call<Operation, Result>[];

interface Invoked<Operation> {
  readonly client: number;
  readonly operation: Operation;
  /** When the client asked, on one clock for all clients; its unit does not matter. */
  readonly invokedAt: number;
}

/** Its effect lies somewhere between invocation and return. */
export interface ReturnedCall<Operation, Result> extends Invoked<Operation> {
  /** When the client was answered. Calls of which one returns just when another is invoked overlap. */
  readonly returnedAt: number;
  readonly result: Result;
}

/** Nobody knows how it ended: it may take effect at any time after its invocation, or never. */
export interface PendingCall<Operation> extends Invoked<Operation> {
  readonly returnedAt: null;
}

/** One line of a log: a client asks, or is answered. */
export type HistoryEvent<Operation, Result> =
  | {
      readonly kind: "invoke";
      readonly client: number;
      readonly operation: Operation;
      readonly call?: CallId;
    }
  | { readonly kind: "return"; readonly client: number; readonly result: Result; readonly call?: CallId };

/** What tells an answer to a call from a late or second answer to an earlier one, where a protocol has such. */
export type CallId = number | string;

/**
 * The history that a log tells, in the order of invocations; an event's time is its place in the log.
 *
 * A client has one call at a time; one that asks again without an answer has given the earlier call up. An answer to
 * nothing that its client waits for is ignored.
 */
export function historyFrom<Operation, Result>(
  events: Iterable<HistoryEvent<Operation, Result>>,
): History<Operation, Result> {
  const calls: Call<Operation, Result>[] = [];
  const waiting = new Map<number, { readonly index: number; readonly call: CallId | undefined }>();
  let at = 0;
  for (const event of events) {
    const { client, call } = event;
    const awaited = waiting.get(client);
    if (event.kind === "invoke") {
      waiting.set(client, { index: calls.length, call });
      calls.push({ client, operation: event.operation, invokedAt: at, returnedAt: null });
    } else if (awaited !== undefined && awaited.call === call) {
      waiting.delete(client);
      calls[awaited.index] = { ...calls[awaited.index]!, returnedAt: at, result: event.result };
    }
    at++;
  }
  return calls;
}

/** @throws RangeError for a call whose times make no sense. */
export function validateHistory(history: History<unknown, unknown>): void {
  for (const [index, { client, invokedAt, returnedAt }] of history.entries()) {
    const isOrdered = returnedAt === null || returnedAt >= invokedAt;
    if (!Number.isFinite(invokedAt) || (returnedAt !== null && !Number.isFinite(returnedAt)) || !isOrdered) {
      throw new RangeError(
        `history[${index}], a call of client ${client}, lasts from ${invokedAt} to ${returnedAt}: ` +
          "both must be finite numbers, the return not before the invocation, or the return null.",
      );
    }
  }
}
