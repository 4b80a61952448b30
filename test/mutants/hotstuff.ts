import { isDirectParent, soundRules, type Rules } from "../../src/protocols/hotstuff/index.ts";
import { extendsFrom } from "../../src/protocols/hotstuff/tree.ts";
import type { MapOptions } from "../conformance/hotstuff-candidate.ts";
import * as attacks from "./hotstuff-attacks.ts";
import type { Staging } from "./hotstuff-puppeteer.ts";

/** HotStuff with one thing done otherwise, and the attack that it does not withstand. */
export interface HotStuffMutant {
  readonly name: string;
  readonly staging: Staging;
  readonly attack: attacks.Attack;
}

const withRules = (name: string, attack: attacks.Attack, rules: Partial<Rules>): HotStuffMutant => ({
  name,
  attack,
  staging: { rules },
});

export const mutants: readonly HotStuffMutant[] = [
  withRules("a two-chain commits", attacks.hiddenSecondCertificate, {
    commits: ({ b2, b1 }) => (b1 !== null && isDirectParent(b1, b2) ? b1 : null),
  }),
  withRules("a three-chain commits, though it skips views", attacks.gapInTheChain, {
    commits: ({ b1, b0 }) => (b1 === null ? null : b0),
  }),
  withRules("votes twice in a view", attacks.twoChainsForAll, {
    mayVote: ({ vheight }, { view }) => view >= vheight,
  }),
  withRules("votes against its lock", attacks.hiddenThirdCertificate, { safeNode: () => true }),
  withRules("is locked a block too low", attacks.hiddenThirdCertificate, {
    locks: ({ b1 }) => b1?.justify ?? null,
  }),
  withRules("f + 1 votes make a certificate", attacks.aChainForEach, {
    isCertified: (qc, { group, authentication }) =>
      soundRules.isCertified(qc, { group: { ...group, quorum: group.faults + 1 }, authentication }),
  }),
  withRules("the votes in a certificate are not checked", attacks.madeUpChains, { isCertified: () => true }),
  withRules("commands need no client", attacks.madeUpCommand, { isAsked: () => true }),
  withRules("a client believes the first reply", attacks.falseReply, {
    believed: ([first]) => ({ result: first!.result }),
  }),
  { name: "nothing is on disk", attack: attacks.afterARestart, staging: { disk: () => null } },
];

/** HotStuff with something done in another way that is as safe. */
export interface HotStuffVariant {
  readonly name: string;
  readonly options: MapOptions;
}

export const rightVariants: readonly HotStuffVariant[] = [
  { name: "one command a block", options: { batch: 1 } },
  { name: "a leader has three views in a row", options: { tenure: 3 } },
  { name: "the votes go to the next leader", options: { votesTo: "next leader" } },
  {
    name: "views begin on anybody's word: nothing but progress hangs on when",
    options: { rules: { isEntered: () => true } },
  },
  {
    name: "votes only for what extends its lock: nothing but progress hangs on the other rule",
    options: { rules: { safeNode: ({ justify }, lockedQC, tree) => extendsFrom(tree, justify, lockedQC) } },
  },
];
