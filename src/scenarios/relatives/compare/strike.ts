import type { NodeId, Vocabulary } from "../../../core/index.ts";
import type { Spell } from "../../../sim/index.ts";
import type { Clients, Moment } from "../../log/clients.ts";
import { outage } from "../../log/watched.ts";
import { slowPause, slowTurn, type FaultSchedule, type NodeTrouble } from "./schedule.ts";

/** Where a schedule strikes: a group of so many nodes with its clients, and who leads it now. */
export interface Field<V extends Vocabulary> {
  readonly nodes: number;
  readonly clients: Clients<V>;
  readonly leader: () => NodeId | null;
  /** Is told who is struck by which trouble. */
  readonly struck: (trouble: NodeTrouble, victims: readonly NodeId[]) => void;
}

/**
 * What a schedule does to nodes. Whom it strikes is known when it does; where nobody leads then, node 0 stands in.
 *
 * @throws RangeError if the group is too small for it.
 */
export function strikes<V extends Vocabulary>(
  { troubles }: FaultSchedule,
  field: Field<V>,
): readonly Moment<V>[] {
  return troubles.flatMap((trouble, nth) => {
    if (trouble.kind === "bad links") return [];
    requirePlaces(trouble, field.nodes);
    return strike(trouble, `trouble ${nth}`, field);
  });
}

/** What it does to links. */
export function spellsOf({ troubles }: FaultSchedule): readonly Spell[] {
  return troubles.flatMap((trouble) => {
    if (trouble.kind !== "bad links") return [];
    const { from, to, loss, duplication } = trouble;
    return [{ from, to, link: { loss, duplication } }];
  });
}

function strike<V extends Vocabulary>(
  trouble: NodeTrouble,
  label: string,
  { nodes, clients, leader, struck }: Field<V>,
): readonly Moment<V>[] {
  const { from, to, places } = trouble;
  let victims: readonly NodeId[] = [];
  const choose = (): readonly NodeId[] => {
    const first = leader() ?? 0;
    victims = places.map((place) => (first + place) % nodes);
    struck(trouble, victims);
    return victims;
  };
  const others = () =>
    Array.from({ length: nodes }, (_, node) => node).filter((node) => !victims.includes(node));
  switch (trouble.kind) {
    case "crash":
      return outage({ at: from, restartAt: to, victims: choose }, clients);
    case "cut off":
      return [
        { at: from, happens: () => [{ kind: "partition", label, groups: [choose(), others()] }] },
        { at: to, happens: () => [{ kind: "heal", label }] },
      ];
    case "standstill":
      return [
        { at: from, happens: () => choose().map((node) => ({ kind: "pause", node })) },
        { at: to, happens: () => victims.map((node) => ({ kind: "resume", node })) },
      ];
    case "slow": {
      const turns = Array.from(
        { length: Math.floor((to - from) / slowTurn) },
        (_, nth) => from + nth * slowTurn,
      );
      return turns.flatMap((at, nth): readonly Moment<V>[] => [
        { at, happens: () => (nth === 0 ? choose() : victims).map((node) => ({ kind: "pause", node })) },
        { at: at + slowPause, happens: () => victims.map((node) => ({ kind: "resume", node })) },
      ]);
    }
  }
}

function requirePlaces({ kind, places }: NodeTrouble, nodes: number): void {
  const wrong = places.find((place) => !Number.isInteger(place) || place < 0 || place >= nodes);
  if (wrong === undefined) return;
  throw new RangeError(
    `A trouble (${kind}) strikes place ${wrong}; ${nodes} nodes have the places 0 to ${nodes - 1}.`,
  );
}
