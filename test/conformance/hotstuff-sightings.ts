import type { HotStuff, Message } from "../../src/protocols/hotstuff/index.ts";
import type { TraceEvent } from "../../src/sim/index.ts";
import type { Sightings } from "./log-sightings.ts";

const names = [
  "a client is answered",
  "a view begins with its predecessor's certificate",
  "a view fails, and a quorum's new-view messages open a later one",
  "a certified block is committed only by a chain that skips views",
  "a block is abandoned",
  "a node is shown that it is behind",
  "a node asks for blocks that it lacks",
  "a node restarts with a chain",
] as const;

type Name = (typeof names)[number];

/** What ought to happen now and then in storms over HotStuff. */
export function hotStuffSightings<S, C, R>(): Sightings<HotStuff<S, C, R>, Name> {
  return {
    names,
    watch() {
      const inMessage = messageWatch<C, R>();
      let last = { slot: -1, view: 0 };
      return (event: TraceEvent<HotStuff<S, C, R>>) => {
        if (event.kind === "send") return inMessage(event.message);
        if (event.kind === "start") {
          return (event.persisted?.log.root ?? null) === null ? null : "a node restarts with a chain";
        }
        if (event.kind !== "decide") return null;
        const { decision } = event;
        if (decision.kind === "answered") return "a client is answered";
        const { slot, view } = decision;
        const skips = slot === last.slot + 1 && view > last.view + 1;
        last = { slot, view };
        return skips ? "a certified block is committed only by a chain that skips views" : null;
      };
    },
  };
}

function messageWatch<C, R>(): (message: Message<C, R>) => Name | null {
  const parents = new Map<string, number>();
  return (message) => {
    switch (message.kind) {
      case "generic": {
        const { view, justify } = message.block;
        const sibling = parents.get(justify.block) ?? view;
        parents.set(justify.block, view);
        if (sibling !== view) return "a block is abandoned";
        return message.entry === null
          ? "a view begins with its predecessor's certificate"
          : "a view fails, and a quorum's new-view messages open a later one";
      }
      case "catch-up":
        return "a node is shown that it is behind";
      case "missing":
        return "a node asks for blocks that it lacks";
      default:
        return null;
    }
  };
}
