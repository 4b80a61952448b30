import { compareData, withNode, type NodeId, type NodeSet } from "../../core/index.ts";
import type { LastVote } from "./messages.ts";
import type { Report } from "./vocabulary.ts";

/** The list with this node's vote in it; the very same list if it was there already. */
export function withVote<V>(
  reports: readonly Report<V>[],
  node: NodeId,
  { vrnd, vval }: LastVote<V>,
): readonly Report<V>[] {
  const place = reports.findIndex((report) => compareVotes(report, { vrnd, vval }) >= 0);
  const found = reports[place];
  if (found === undefined || compareVotes(found, { vrnd, vval }) !== 0) {
    return reports.toSpliced(place === -1 ? reports.length : place, 0, { vrnd, vval, nodes: [node] });
  }
  const nodes = withNode(found.nodes, node);
  return nodes === found.nodes ? reports : reports.with(place, { ...found, nodes });
}

export function reportersIn<V>(reports: readonly Report<V>[]): NodeSet {
  return reports.flatMap(({ nodes }) => nodes).sort((a, b) => a - b);
}

const compareVotes = <V>(a: LastVote<V>, b: LastVote<V>): number =>
  a.vrnd - b.vrnd || compareData(a.vval, b.vval);
