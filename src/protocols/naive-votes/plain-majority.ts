import {
  broadcast,
  majoritySize,
  unchanged,
  withNode,
  type Duration,
  type Effect,
  type NodeId,
  type Protocol,
  type Transition,
} from "../../core/index.ts";
import type { Message, NaiveVote, Poll } from "./vocabulary.ts";

export interface PlainMajorityOptions {
  readonly everyone: readonly NodeId[];
  /**
   * Null: one person, one vote, for good. Otherwise a proposer without a majority asks again after
   * this time, and whoever knows of no result may vote anew.
   */
  readonly askAgainAfter: Duration | null;
}

/**
 * "Everybody votes for the proposal heard first; more than half of all votes decide."
 *
 * Majorities alone are not enough. If votes are for good, a split vote or a few missing voters end
 * in no decision at all; if they may be cast again, a majority that nobody has heard of is outvoted by
 * a second one, and two values are decided.
 */
export function plainMajority<V>(options: PlainMajorityOptions): Protocol<NaiveVote<V>> {
  const initial: Poll<V> = { voted: null, polling: null, decided: null };
  return {
    name: options.askAgainAfter === null ? "plain majority" : "plain majority, asked again",
    initial: () => initial,
    step(state, input) {
      switch (input.kind) {
        case "start":
          return unchanged(state);
        case "request":
          return poll(state, 1, input.request.value, options);
        case "timer": {
          const { polling, decided } = state;
          if (polling === null || decided !== null) return unchanged(state);
          return poll(state, polling.round + 1, polling.value, options);
        }
        case "message":
          return onMessage(state, input.from, input.message, options);
      }
    },
  };
}

function poll<V>(
  state: Poll<V>,
  round: number,
  value: V,
  { everyone, askAgainAfter }: PlainMajorityOptions,
): Transition<NaiveVote<V>> {
  const ask: readonly Effect<NaiveVote<V>>[] = broadcast(everyone, { kind: "proposal", round, value });
  const again: readonly Effect<NaiveVote<V>>[] =
    askAgainAfter === null
      ? []
      : [{ kind: "set-timer", timer: "ask again", after: { min: askAgainAfter, max: askAgainAfter } }];
  return { state: { ...state, polling: { round, value, votes: [] } }, effects: [...ask, ...again] };
}

function onMessage<V>(
  state: Poll<V>,
  from: NodeId,
  message: Message<V>,
  { everyone }: PlainMajorityOptions,
): Transition<NaiveVote<V>> {
  switch (message.kind) {
    case "proposal": {
      const { round, value } = message;
      const mayVote = state.decided === null && (state.voted === null || round > state.voted.round);
      if (!mayVote) return unchanged(state);
      const vote = { kind: "vote" as const, round, value };
      return {
        state: { ...state, voted: { round, value } },
        effects: [{ kind: "send", to: from, message: vote }],
      };
    }
    case "vote": {
      const { polling, decided } = state;
      if (polling === null || decided !== null || polling.round !== message.round) return unchanged(state);
      const votes = withNode(polling.votes, from);
      const counted = { ...state, polling: { ...polling, votes } };
      if (votes.length < majoritySize(everyone.length)) return { state: counted, effects: [] };
      const decision = { value: polling.value };
      return {
        state: { ...counted, decided: decision },
        effects: [
          { kind: "decide", decision },
          ...broadcast(everyone, { kind: "result" as const, value: polling.value }),
        ],
      };
    }
    case "result": {
      if (state.decided !== null) return unchanged(state);
      const decision = { value: message.value };
      return { state: { ...state, decided: decision }, effects: [{ kind: "decide", decision }] };
    }
  }
}
