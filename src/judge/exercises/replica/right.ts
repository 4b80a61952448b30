import { emptyArray, itemAt, withItem, withoutItem } from "../../../core/index.ts";
import { blank, commandsIn, execute } from "../../../protocols/multi-paxos/index.ts";
import { wardLedger } from "../../../protocols/services/index.ts";
import type { Answer, ReplicaModule, ReplicaState, Step } from "./port.ts";

/** With nothing applied, nothing heard and nobody waiting. */
export const fresh: ReplicaState = { replica: blank(wardLedger), chosen: emptyArray, waiting: emptyArray };

export const rightReplica: ReplicaModule = {
  execute,
  onChosen(state, slot, value, machine) {
    if (slot < state.replica.next) return { state, answers: [] };
    let { replica, waiting } = state;
    let chosen = withItem(state.chosen, slot, value);
    const answers: Answer[] = [];
    for (let ready = itemAt(chosen, replica.next); ready !== null; ready = itemAt(chosen, replica.next)) {
      chosen = withoutItem(chosen, replica.next);
      ({ replica } = execute(replica, ready, machine));
      for (const { client } of commandsIn(ready)) {
        const step = served({ replica, chosen, waiting }, client);
        ({ waiting } = step.state);
        answers.push(...step.answers);
      }
    }
    return { state: { replica, chosen, waiting }, answers };
  },
  onAsked(state, wish) {
    const known = itemAt(state.waiting, wish.client);
    if (known !== null && known.sequence > wish.sequence) return { state, answers: [] };
    return served({ ...state, waiting: withItem(state.waiting, wish.client, wish) }, wish.client);
  },
};

/** Tells a client what it waits for, if that is known; forgets what it no longer waits for. */
function served(state: ReplicaState, client: number): Step {
  const wish = itemAt(state.waiting, client);
  const session = itemAt(state.replica.sessions, client);
  if (wish === null || session === null || wish.sequence > session.sequence) return { state, answers: [] };
  const after = { ...state, waiting: withoutItem(state.waiting, client) };
  return { state: after, answers: wish.sequence === session.sequence ? [{ client, ...session }] : [] };
}
