import { withNode, type NodeId, type NodeSet, type QuorumSystem } from "../../core/index.ts";

/**
 * To whom a thrifty leader sends its proposals: just enough others for a phase-2 quorum, of those who have answered of
 * late if they will do. To all, if not.
 */
export function fewest(quorums: QuorumSystem, self: NodeId, responsive: NodeSet): readonly NodeId[] {
  let quorum: NodeSet = [self];
  for (const node of quorums.acceptors) {
    if (quorums.isPhase2Quorum(quorum)) break;
    if (responsive.includes(node)) quorum = withNode(quorum, node);
  }
  return (quorums.isPhase2Quorum(quorum) ? quorum : quorums.acceptors).filter((node) => node !== self);
}
