import type { NewView, PrePrepare } from "../../src/protocols/pbft/index.ts";
import type { TraceEvent } from "../../src/sim/index.ts";
import type { Sightings } from "./log-sightings.ts";
import type { MapPbft } from "./pbft-candidate.ts";

const names = [
  "a client is answered",
  "a backup passes a request on to the primary",
  "the view changes",
  "a view fails before it begins",
  "a new view carries requests over",
  "a new view orders the null request",
  "a new view begins above a stable checkpoint",
  "a checkpoint becomes stable",
  "a laggard gets the state",
  "a laggard gets the proof that something has committed",
  "a replica restarts in a later view",
  "two pre-prepares for one view and number",
] as const;

type Name = (typeof names)[number];

type MapMessage = MapPbft["message"];

/** What ought to happen now and then in storms over PBFT. */
export function pbftSightings(): Sightings<MapPbft, Name> {
  return {
    names,
    watch() {
      const inMessage = messageWatch();
      return (event: TraceEvent<MapPbft>) => {
        switch (event.kind) {
          case "send":
            return inMessage(event.message, event.to);
          case "persist":
            return event.value.stable.sequence > 0 ? "a checkpoint becomes stable" : null;
          case "start":
            return (event.persisted?.view ?? 0) > 0 ? "a replica restarts in a later view" : null;
          case "decide":
            return event.decision.kind === "answered" ? "a client is answered" : null;
          default:
            return null;
        }
      };
    },
  };
}

function messageWatch(): (message: MapMessage, to: number) => Name | null {
  const asked = new Map<string, Set<number>>();
  const ordered = new Map<string, string>();
  let begun = 0;
  return (message, to) => {
    switch (message.kind) {
      case "request": {
        // The proxy asks one node at first: the primary, as far as it knows.
        const name = `${message.client}.${message.timestamp}`;
        const known = asked.get(name) ?? new Set();
        asked.set(name, known.add(to));
        return known.size === 2 ? "a backup passes a request on to the primary" : null;
      }
      case "pre-prepare":
        return contradicts(message, ordered) ? "two pre-prepares for one view and number" : null;
      case "new-view": {
        const skips = message.view > begun + 1;
        begun = Math.max(begun, message.view);
        return skips ? "a view fails before it begins" : (inNewView(message) ?? "the view changes");
      }
      case "state":
        return "a laggard gets the state";
      case "committed":
        return "a laggard gets the proof that something has committed";
      default:
        return null;
    }
  };
}

function inNewView({ prePrepares, viewChanges }: NewView<unknown>): Name | null {
  if (prePrepares.some(({ batch }) => batch.length === 0)) return "a new view orders the null request";
  if (prePrepares.length > 0) return "a new view carries requests over";
  return viewChanges.some(({ stable }) => stable > 0) ? "a new view begins above a stable checkpoint" : null;
}

function contradicts({ view, sequence, digest }: PrePrepare<unknown>, ordered: Map<string, string>): boolean {
  const place = `${view}.${sequence}`;
  const first = ordered.get(place) ?? digest;
  ordered.set(place, first);
  return first !== digest;
}
