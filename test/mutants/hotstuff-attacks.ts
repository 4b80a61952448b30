import type { NodeId } from "../../src/core/index.ts";
import { genesisQC, type Block, type QC } from "../../src/protocols/hotstuff/index.ts";
import { child, correct, forgery, type Puppeteer } from "./hotstuff-puppeteer.ts";

/** How a faulty leader goes about to break HotStuff. Nothing comes of it as long as the others keep to their rules. */
export type Attack = (puppeteer: Puppeteer) => void;

const [one, others]: readonly [readonly NodeId[], readonly NodeId[]] = [[1], [2, 3]];

/** A first block, then blocks upon it, each with the certificate of the one before, until the first is committed. */
function chain(puppeteer: Puppeteer, first: Block<number>, to: readonly NodeId[], client: number): void {
  let block = first;
  for (let nth = 1; nth <= 3; nth++) {
    block = child(puppeteer.certificate(block), block.view + 1, client + nth);
    puppeteer.propose(block, to);
  }
}

/** Two chains side by side, both told to everybody; only the last certificates each to one node. */
export const twoChainsForAll: Attack = (puppeteer) => {
  let branches = [child(genesisQC, 1, 10), child(genesisQC, 1, 20)];
  for (let view = 1; view <= 3; view++) {
    for (const branch of branches) puppeteer.propose(branch);
    branches = branches.map((branch, nth) =>
      child(puppeteer.certificate(branch), view + 1, 10 * (nth + 1) + view),
    );
  }
  puppeteer.propose(branches[0]!, [1]);
  puppeteer.propose(branches[1]!, [2]);
};

/** Two chains, one for one node and one for the others, who are too few for one of them. */
export const aChainForEach: Attack = (puppeteer) => {
  for (const [nth, listeners] of [one, others].entries()) {
    const first = child(genesisQC, 1, 10 * (nth + 1));
    puppeteer.propose(first, listeners);
    chain(puppeteer, first, listeners, 10 * (nth + 1));
  }
};

/** The same, and what lacks in votes is made up. */
export const madeUpChains: Attack = (puppeteer) => {
  for (const [nth, listeners] of [one, others].entries()) {
    let block = child(genesisQC, 1, 10 * (nth + 1));
    puppeteer.propose(block, listeners);
    for (let view = 2; view <= 4; view++) {
      block = child(puppeteer.madeUp(block), view, 10 * (nth + 1) + view);
      puppeteer.propose(block, listeners);
    }
  }
};

/**
 * After so many blocks the last certificate is shown to one node only, who may commit by it; then to the others a block is
 * proposed that leaves all of that out.
 */
const hiddenCertificate =
  (blocks: number): Attack =>
  (puppeteer) => {
    let qc: QC = genesisQC;
    for (let view = 1; view <= blocks; view++) {
      const block = child(qc, view, view);
      puppeteer.propose(block);
      qc = puppeteer.certificate(block);
    }
    puppeteer.propose(child(qc, blocks + 1, 9), one);
    const entry = puppeteer.ready(blocks + 1, others);
    const fork = child(genesisQC, blocks + 1, 20);
    puppeteer.propose(fork, others, entry);
    chain(puppeteer, fork, others, 20);
  };

/** What is hidden would be the second certificate of the three that it takes to commit. */
export const hiddenSecondCertificate: Attack = hiddenCertificate(2);

/** What is hidden has committed the first block: the others must be locked on it. */
export const hiddenThirdCertificate: Attack = hiddenCertificate(3);

/**
 * While nobody hears of a certificate for b′, the child of b, another block is certified; then a grandchild of b in a
 * later view makes a three-chain that has a gap, and the other block opens the lock on it.
 */
export const gapInTheChain: Attack = (puppeteer) => {
  const b = child(genesisQC, 1, 1);
  puppeteer.propose(b);
  const b1 = child(puppeteer.certificate(b), 2, 2);
  puppeteer.propose(b1);
  const other = child(genesisQC, 3, 20);
  puppeteer.propose(other, correct, puppeteer.ready(3));
  const b2 = child(puppeteer.certificate(b1), 4, 3);
  puppeteer.propose(b2, correct, puppeteer.ready(4));
  puppeteer.propose(child(puppeteer.certificate(b2), 5, 4), one);
  const upon = child(puppeteer.certificate(other), 5, 21);
  puppeteer.propose(upon, others, puppeteer.ready(5, others));
  chain(puppeteer, upon, others, 21);
};

/** One node is brought to commit; then the others start again, and are told another story from the beginning. */
export const afterARestart: Attack = (puppeteer) => {
  const first = child(genesisQC, 1, 10);
  puppeteer.propose(first);
  const second = child(puppeteer.certificate(first), 2, 11);
  puppeteer.propose(second);
  const third = child(puppeteer.certificate(second), 3, 12);
  puppeteer.propose(third);
  puppeteer.propose(child(puppeteer.certificate(third), 4, 13), one);
  for (const node of others) puppeteer.restart(node);
  const fork = child(genesisQC, 1, 20);
  puppeteer.propose(fork, others);
  chain(puppeteer, fork, others, 20);
};

/** A command that its client has not sealed. */
export const madeUpCommand: Attack = (puppeteer) => {
  const first = forgery(genesisQC, 1);
  puppeteer.propose(first);
  chain(puppeteer, first, correct, 10);
};

/** A client is told a result that nothing has come to. */
export const falseReply: Attack = (puppeteer) => puppeteer.answerFalsely(1);
