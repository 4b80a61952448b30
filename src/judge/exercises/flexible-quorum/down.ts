import { nodes, type NodeSet, type Random } from "../../../core/index.ts";
import type { Case } from "../../exercise.ts";
import { drawnUntil, occasions } from "../../occasions.ts";
import { expected } from "../../told.ts";
import type { FlexibleQuorumModule } from "./port.ts";
import { rightFlexibleQuorum as right } from "./right.ts";

type FlexibleCase = Case<FlexibleQuorumModule>;

interface Oblong {
  readonly rows: number;
  readonly columns: number;
}

const grid: FlexibleCase = {
  name: "seats acceptors in rows and columns",
  points: 1,
  why: "Phase 1 asks a row, phase 2 a column. They cross in one acceptor, and it knows both.",
  run: occasions<FlexibleQuorumModule, Oblong>(
    (random) => ({ rows: random.integer(1, 5), columns: random.integer(1, 5) }),
    10,
  )((module, { rows, columns }) =>
    expected(`grid(${rows}, ${columns}):`, module.grid(rows, columns), right.grid(rows, columns)),
  ),
};

interface Outage {
  readonly quorums: readonly NodeSet[];
  readonly down: NodeSet;
}

function quorums(random: Random): readonly NodeSet[] {
  const count = random.integer(4, 7);
  return Array.from({ length: random.integer(2, 5) }, () =>
    random.shuffle(nodes(count)).slice(0, random.integer(1, count - 1)),
  );
}

const outage = (goesOn: boolean) =>
  drawnUntil(
    ({ quorums, down }: Outage) => right.goesOn(quorums, down) === goesOn,
    (random) => ({
      quorums: quorums(random),
      down: random.shuffle(nodes(7)).slice(0, random.integer(1, 4)),
    }),
  );

const set = (members: NodeSet): string => `{${members.join(", ")}}`;
const list = (all: readonly NodeSet[]): string => all.map(set).join(" ");

const goesOn: FlexibleCase = {
  name: "knows whether some quorum is still whole",
  points: 2,
  why: "Half a quorum decides nothing. And one that is whole is enough, whatever has become of the others.",
  run: (module, random) => {
    for (const wanted of [true, false]) {
      const wrong = occasions<FlexibleQuorumModule, Outage>(
        outage(wanted),
        12,
      )((_, { quorums, down }) =>
        module.goesOn(quorums, down) === wanted
          ? null
          : {
              sentence: `Quorums ${list(quorums)}, and ${set(down)} are down: goesOn answers ${!wanted}, but ${wanted ? "one of the quorums is whole" : "none of the quorums is whole"}.`,
            },
      )(module, random);
      if (wrong !== null) return wrong;
    }
    return null;
  },
};

/** Seats for {@link greedy}, drawn anew. */
const seated = (random: Random, all: readonly NodeSet[]): readonly NodeSet[] => {
  const seats = random.shuffle(nodes(6));
  return random.shuffle(all.map((quorum) => quorum.map((node) => seats[node]!)));
};

/** 2 is in four of them; but two nodes, 0 and 1, are in all six, and whoever strikes 2 first needs three. */
const greedy: readonly NodeSet[] = [
  [0, 2],
  [0, 2, 3],
  [0, 4],
  [1, 2],
  [1, 2, 3],
  [1, 5],
];

const tolerates: FlexibleCase = {
  name: "knows how many may be down, whichever they are",
  points: 2,
  why: "With luck six of nine may be down. The monsoon does not choose by luck: what counts are the worst few.",
  run: occasions<FlexibleQuorumModule, readonly NodeSet[]>(
    (random) => (random.chance(0.25) ? seated(random, greedy) : quorums(random)),
    20,
  )((module, quorums) => {
    const [got, most] = [module.tolerates(quorums), right.tolerates(quorums)];
    return got === most
      ? null
      : {
          sentence: `With the quorums ${list(quorums)}, tolerates answers ${got}; ${most} may be down, whichever they are, and some ${most + 1} are fatal.`,
        };
  }),
};

/** Section 5: grids, and what is left when wards are cut off. */
export const down: readonly FlexibleCase[] = [grid, goesOn, tolerates];
