import { emptyArray, type NodeId } from "../../core/index.ts";
import { signatures, type Authentication, type Lies } from "../byzantine/index.ts";
import { digestOfBatch, keysOf, type Signed } from "./keys.ts";
import type { Batch, Commit, Message, Prepare, Prepared, PrePrepare, Request } from "./messages.ts";

/** How to lie in PBFT. The liar seals what it makes up with its own key, whomever it names. */
export function pbftLies<S, C, R>(authentication: Authentication = signatures): Lies<Message<S, C, R>> {
  const keys = keysOf(authentication);
  /** With its own seal, which fits if the message names it, and does not if it names another. */
  const sealedBy = <M extends Signed>(self: NodeId, message: M): M => {
    const { seal } = keys.sealed<Signed & { readonly replica: NodeId }>({ ...message, replica: self });
    return { ...message, seal };
  };

  /** A certificate for something else, under the liar's seal throughout. */
  const madeUp = (
    { prePrepare, prepares }: Prepared<C>,
    known: readonly Message<S, C, R>[],
    self: NodeId,
  ): Prepared<C> => {
    const batch = otherBatch(prePrepare, known);
    const digest = digestOfBatch(batch);
    return {
      prePrepare: sealedBy(self, { ...prePrepare, batch, digest }),
      prepares: prepares.map((prepare) => sealedBy(self, { ...prepare, digest })),
    };
  };

  return {
    reach: 32,
    alternative(message, known, self) {
      switch (message.kind) {
        case "pre-prepare": {
          const batch = otherBatch(message, known);
          return sealedBy(self, { ...message, batch, digest: digestOfBatch(batch) });
        }
        case "prepare":
        case "commit":
          return sealedBy(self, { ...message, digest: otherDigest(message, known) });
        case "committed": {
          const batch = otherBatch(message.prePrepare, known);
          const prePrepare = { ...message.prePrepare, batch, digest: digestOfBatch(batch) };
          return { ...message, prePrepare: sealedBy(self, prePrepare) };
        }
        case "checkpoint":
          return sealedBy(self, { ...message, digest: digestOfBatch([]) });
        case "reply":
          return sealedBy(self, { ...message, result: "a lie" as R });
        // In every other view a sound one, which tells less than the truth; else one that tells something else.
        case "view-change": {
          const prepared = message.prepared.map((certificate) => madeUp(certificate, known, self));
          return sealedBy(self, { ...message, prepared: (message.view + self) % 2 === 1 ? [] : prepared });
        }
        case "new-view": {
          const prePrepares = message.prePrepares.map((prePrepare) => {
            const batch = otherBatch(prePrepare, known);
            return sealedBy(self, { ...prePrepare, batch, digest: digestOfBatch(batch) });
          });
          return sealedBy(self, { ...message, prePrepares });
        }
        case "state":
          return { ...message, snapshot: { ...message.snapshot, sessions: emptyArray } };
        // Another client's wish: nobody but the client could seal it.
        case "request": {
          const operation = requestsIn(known).find(({ client }) => client !== message.client)?.operation;
          return sealedBy(self, { ...message, operation: operation ?? message.operation });
        }
        case "status":
          return { ...message, executed: 0, stable: 0 };
      }
    },
    inNameOf(message, victim, self) {
      return "replica" in message ? sealedBy(self, { ...message, replica: victim }) : null;
    },
    inRound(message, by, self) {
      if (!("view" in message)) return null;
      const later: Message<S, C, R> = { ...message, view: message.view + by };
      return "seal" in later ? sealedBy<Sealable<S, C, R>>(self, later) : later;
    },
  };
}

type Sealable<S, C, R> = Extract<Message<S, C, R>, Signed>;

/** What it has already said elsewhere in this place, or some other request that it knows of; if there is none, nothing. */
function otherBatch<S, C, R>(
  { view, sequence, digest }: PrePrepare<C>,
  known: readonly Message<S, C, R>[],
): Batch<C> {
  const twin = orderedIn(known).find(
    (other) => other.view === view && other.sequence === sequence && other.digest !== digest,
  );
  if (twin !== undefined) return twin.batch;
  const other = requestsIn(known).find((request) => digestOfBatch([request]) !== digest);
  return other === undefined ? [] : [other];
}

function otherDigest<S, C, R>(
  { view, sequence, digest }: Prepare | Commit,
  known: readonly Message<S, C, R>[],
): string {
  const twin = orderedIn(known).find(
    (other) => other.view === view && other.sequence === sequence && other.digest !== digest,
  );
  return twin?.digest ?? digestOfBatch([]);
}

function orderedIn<S, C, R>(known: readonly Message<S, C, R>[]): readonly PrePrepare<C>[] {
  return known.flatMap((message) => {
    if (message.kind === "new-view") return message.prePrepares;
    return message.kind === "pre-prepare" ? [message] : [];
  });
}

function requestsIn<S, C, R>(known: readonly Message<S, C, R>[]): readonly Request<C>[] {
  return known.flatMap((message) => {
    if (message.kind === "pre-prepare") return message.batch;
    return message.kind === "request" ? [message] : [];
  });
}
