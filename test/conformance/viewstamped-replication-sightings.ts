import type { Message, ViewstampedReplication } from "../../src/protocols/viewstamped-replication/index.ts";
import type { TraceEvent } from "../../src/sim/index.ts";
import type { Sightings } from "./log-sightings.ts";

const names = [
  "a client is answered",
  "views change",
  "a new primary takes another replica's log",
  "operations are lost that were prepared in an earlier view",
  "a replica recovers",
  "a replica recovers as a backup of a later view",
  "a laggard gets what it missed",
  "a laggard gets the application",
  "a request is forwarded",
] as const;

type Name = (typeof names)[number];

/** What ought to happen now and then in storms over Viewstamped Replication. */
export function replicationSightings<S, C, R>(): Sightings<ViewstampedReplication<S, C, R>, Name> {
  return {
    names,
    watch() {
      const inMessage = messageWatch<S, C, R>();
      return (event: TraceEvent<ViewstampedReplication<S, C, R>>) => {
        if (event.kind === "send") return inMessage(event.message, event.node);
        if (event.kind !== "decide") return null;
        const { decision } = event;
        if (decision.kind === "answered") return "a client is answered";
        return decision.kind === "restored" ? "a laggard gets the application" : null;
      };
    },
  };
}

function messageWatch<S, C, R>(): (message: Message<S, C, R>, from: number) => Name | null {
  const recovering = new Map<number, number>();
  const votes = new Map<string, number>();
  const prepared = new Map<number, number>();
  return (message, from) => {
    switch (message.kind) {
      case "request":
        return "a request is forwarded";
      case "prepare":
        prepared.set(message.view, Math.max(message.opNumber, prepared.get(message.view) ?? 0));
        return null;
      case "recovery":
        recovering.set(from, message.view);
        return null;
      case "prepare-ok": {
        const view = recovering.get(from);
        recovering.delete(from);
        if (view === undefined) return null;
        return view < message.view ? "a replica recovers as a backup of a later view" : "a replica recovers";
      }
      case "do-view-change":
        votes.set(`${message.view}`, Math.max(message.history.opNumber, votes.get(`${message.view}`) ?? 0));
        return null;
      case "start-view": {
        const { view, history } = message;
        if ((prepared.get(view - 1) ?? 0) > history.opNumber)
          return "operations are lost that were prepared in an earlier view";
        const longest = votes.get(`${view}`) ?? 0;
        return longest > history.commitNumber ? "a new primary takes another replica's log" : "views change";
      }
      case "new-state":
        return "a laggard gets what it missed";
      default:
        return null;
    }
  };
}
