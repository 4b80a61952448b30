import type { NodeId, Vocabulary } from "../../../core/index.ts";
import { askedAndExecuted, type HotStuff } from "../../../protocols/hotstuff/index.ts";
import { askedAndExecuted as pbftAskedAndExecuted, type Pbft } from "../../../protocols/pbft/index.ts";
import { servedHotStuff, servedPbft, type Served } from "./served.ts";

/** How to tell what a change of views costs. */
export interface ViewChanging<V extends Vocabulary> extends Served<V> {
  /** Who is to lead once this has been sent, or, for null, at first; null if it says nothing of that. */
  readonly leaderAfter: (message: V["message"] | null, replicas: number) => NodeId | null;
  /** Whether it goes to or from a client, or is passed on for one. */
  readonly isOfClients: (message: V["message"]) => boolean;
  /** Whether it is only said because the view changes. */
  readonly isOfChange: (message: V["message"]) => boolean;
  readonly executes: (decision: V["decision"], client: number) => boolean;
}

/** Every replica tells every other what it has prepared; the new primary shows to all what it was told. */
export const changingPbft: ViewChanging<Pbft<number, number, number>> = {
  ...servedPbft,
  leaderAfter: (message) => (message === null ? 0 : null),
  isOfClients: ({ kind }) => kind === "request" || kind === "reply",
  isOfChange: ({ kind }) => kind === "view-change" || kind === "new-view",
  executes: (decision, client) =>
    pbftAskedAndExecuted<number, number, number>()
      .executed(decision)
      ?.some((command) => command.client === client) ?? false,
};

/** Every replica tells the next leader its highest certificate; of these the leader shows the highest one to all. */
export const changingHotStuff: ViewChanging<HotStuff<number, number, number>> = {
  ...servedHotStuff,
  leaderAfter: (message, replicas) =>
    message?.kind === "generic" ? (message.block.view + 1) % replicas : null,
  isOfClients: ({ kind }) => kind === "forward" || kind === "reply",
  isOfChange(message) {
    if (message.kind === "generic") return message.entry !== null;
    return message.kind !== "vote";
  },
  executes: (decision, client) =>
    askedAndExecuted<number, number>()
      .executed(decision)
      ?.some((command) => command.client === client) ?? false,
};
