import type { NodeId } from "../../core/index.ts";
import { digestOf, signatures, type Letter } from "../../protocols/byzantine/index.ts";
import {
  keysOf,
  type Commit,
  type Prepare,
  type PrePrepare,
  type Request,
  type ViewChange,
} from "../../protocols/pbft/index.ts";
import type { Resolving } from "./resolutions.ts";

const keys = keysOf(signatures);

/** What a client of its own asks for, at node 0: that it is a liar, the client does not know. */
const planRequest = (plan: string, client: number): Request<string> =>
  keys.sealed<Request<string>>({ kind: "request", operation: plan, timestamp: 0, client, proxy: 0 });

/** What liars can say, by their own keys, about these plans at these places of view 0. */
interface Subjects {
  readonly plans: readonly string[];
  readonly sequences: readonly number[];
}

/** A pre-prepare of the primary of view 0 for each plan at each place. */
function prePreparesFor({ plans, sequences }: Subjects): readonly PrePrepare<string>[] {
  return sequences.flatMap((sequence) =>
    plans.map((plan, client) => {
      const batch = [planRequest(plan, client)];
      const digest = digestOf(batch);
      return keys.sealed<PrePrepare<string>>({
        kind: "pre-prepare",
        view: 0,
        sequence,
        digest,
        replica: 0,
        batch,
      });
    }),
  );
}

/**
 * All that one liar can say to one replica in view 0: a pre-prepare for everything if it is the primary, a prepare and a
 * commit for everything; and, of the view after, that nothing has prepared at it.
 */
export function lettersOf(
  liar: NodeId,
  to: NodeId,
  subjects: Subjects,
): readonly Letter<Resolving["message"]>[] {
  const prePrepares = prePreparesFor(subjects);
  const votes = prePrepares.flatMap(({ view, sequence, digest }) => {
    const vote = { view, sequence, digest, replica: liar };
    const commit = keys.sealed<Commit>({ kind: "commit", ...vote });
    return liar === 0 ? [commit] : [keys.sealed<Prepare>({ kind: "prepare", ...vote }), commit];
  });
  return [...(liar === 0 ? prePrepares : []), ...votes].map((message) => ({ to, message }));
}

/**
 * The receiver's own prepares, handed back to it, as any replica may. That they are on their way before they are said makes
 * no difference to whoever counts itself once.
 */
export function echoesTo(to: NodeId, subjects: Subjects): readonly Letter<Resolving["message"]>[] {
  return prePreparesFor(subjects).map(({ view, sequence, digest }) => ({
    to,
    message: keys.sealed<Prepare>({ kind: "prepare", view, sequence, digest, replica: to }),
  }));
}

/** "Let us go on in view 1; nothing has prepared at me." */
export function forgetfulViewChange(liar: NodeId, to: NodeId): Letter<Resolving["message"]> {
  const message = keys.sealed<ViewChange<string>>({
    kind: "view-change",
    view: 1,
    stable: 0,
    checkpoints: [],
    prepared: [],
    replica: liar,
  });
  return { to, message };
}
