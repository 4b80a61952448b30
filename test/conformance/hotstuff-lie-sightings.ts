import { byzantineGroup, digestOf, signatures } from "../../src/protocols/byzantine/index.ts";
import { soundRules, type HotStuff, type Message } from "../../src/protocols/hotstuff/index.ts";
import type { TraceEvent } from "../../src/sim/index.ts";
import type { Sightings } from "./log-sightings.ts";

const names = [
  "a leader proposes two blocks in one view",
  "a block leaves out what is certified",
  "a block carries a certificate that no quorum has signed",
  "a block carries a command that no client has sealed",
  "somebody signs for somebody else",
  "a client is told a lie",
  "an old message is sent again",
] as const;

type Name = (typeof names)[number];

/** What liars ought to do now and then in storms over HotStuff with four nodes. */
export function lieSightings<S, C, R>(): Sightings<HotStuff<S, C, R>, Name> {
  return {
    names,
    watch() {
      const inMessage = messageWatch<C, R>();
      return (event: TraceEvent<HotStuff<S, C, R>>) =>
        event.kind === "send" ? inMessage(event.message, event.node, event.to) : null;
    },
  };
}

const notary = { group: byzantineGroup(4), authentication: signatures };

function messageWatch<C, R>(): (message: Message<C, R>, from: number, to: number) => Name | null {
  const ofView = new Map<number, string>();
  const said = new Map<string, number>();
  let certified = 0;
  return (message, from, to) => {
    if ("signature" in message && message.signature.signer !== from)
      return "somebody signs for somebody else";
    if (message.kind === "reply") return message.result === "a lie" ? "a client is told a lie" : null;
    if (message.kind === "vote") {
      const letter = `${from} ${to} ${message.view} ${message.block}`;
      const times = (said.get(letter) ?? 0) + 1;
      said.set(letter, times);
      return times > 1 ? "an old message is sent again" : null;
    }
    if (message.kind !== "generic") return null;
    const { view, justify, commands } = message.block;
    const name = digestOf(message.block);
    const isTwin = (ofView.get(view) ?? name) !== name;
    ofView.set(view, name);
    if (!soundRules.isCertified(justify, notary)) {
      return "a block carries a certificate that no quorum has signed";
    }
    if (!commands.every((wish) => soundRules.isAsked(wish, signatures))) {
      return "a block carries a command that no client has sealed";
    }
    if (justify.view < certified) return "a block leaves out what is certified";
    certified = justify.view;
    return isTwin ? "a leader proposes two blocks in one view" : null;
  };
}
