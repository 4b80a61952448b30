import { nodes, type NodeId, type Time } from "../../core/index.ts";
import { raft } from "../../protocols/raft/index.ts";
import { play, type Run } from "../../sim/index.ts";
import { Director, pace } from "./director.ts";
import {
  diskOf,
  journal,
  journalSafety,
  lineOf,
  termsOf,
  type Journal,
  type JournalDisk,
  type JournalRules,
} from "./journal.ts";
import { withDisks } from "./with-disks.ts";

export interface Figure8Options {
  /** `d`: S5 comes back and overwrites the entry of term 2. `e`: S1 first brings an entry of its own term to a majority. */
  readonly ending: "d" | "e";
  /** What ends the run when it is broken: all of figure 3, or not before two servers have applied different entries. */
  readonly judgedBy: "figure 3" | "log agreement";
  /** Other code for some rules of the protocol. */
  readonly rules: JournalRules;
}

export interface Figure8Story {
  readonly title: string;
  readonly run: Run<Journal>;
  /** The moments (a) to (d) or (e), to be shown by a figure of logs; the last one is cut short if a property broke. */
  readonly moments: readonly { readonly at: Time; readonly words: string }[];
  /** By moment, the terms of each server's entries, S1 first. */
  readonly logs: readonly (readonly (readonly number[])[])[];
}

const servers = ["S1", "S2", "S3", "S4", "S5"] as const;
const [s1, s2, s3, s4, s5] = [0, 1, 2, 3, 4] as const;

/**
 * The paper's figure 8: why a leader cannot take an entry of an earlier term for committed because a majority has it.
 *
 * (a) S1 leads term 2, and only S2 has its entry at index 2. (b) S1 crashes; S5 is elected for term 3 by S3 and S4, and
 * puts another entry there. (c) S5 crashes; S1 is back, leads term 4, and S3 takes over the entry of term 2: a majority
 * has it. (d) S1 crashes, S5 is back and elected by S2, S3 and S4, and all take over the entry of term 3. (e) But once a
 * majority has an entry of term 4 as well, S5 cannot be elected.
 */
export function raftFigure8(changes: Partial<Figure8Options> = {}): Figure8Story {
  const { ending = "d", judgedBy = "figure 3", rules = {} } = changes;
  const protocol = withDisks<readonly string[], string, number>(
    raft({
      members: nodes(servers.length),
      service: journal,
      batchSize: 1,
      // As in figure 2, so that logs hold what they hold in the figure and nothing else.
      hasNoOp: false,
      tellsCommit: false,
      isSticky: false,
      rules,
    }),
    servers.map(() => diskOf(servers.length, [1], { currentTerm: 1 })),
  );
  const stage = new Stage(new Director<Journal>(protocol, servers.length));
  stage.play(ending);
  const run = play<Journal>({
    protocol,
    nodes: servers,
    script: stage.director.script,
    pace,
    properties: journalSafety().filter(({ name }) => judgedBy === "figure 3" || name === judgedBy),
  });
  return {
    title: `Figure 8 of the paper: (a), (b), (c), (${ending})`,
    run,
    moments: stage.moments,
    logs: stage.logs,
  };
}

/** Who talks to whom. Those who are not mentioned hear nothing. */
class Stage {
  readonly director: Director<Journal>;
  readonly moments: { readonly at: Time; readonly words: string }[] = [];
  readonly logs: (readonly (readonly number[])[])[] = [];

  constructor(director: Director<Journal>) {
    this.director = director;
  }

  play(ending: "d" | "e"): void {
    const { director } = this;
    this.#elect(s1, [s5, s2]);
    this.#add(s1, 2, 2);
    director.converse(s1, s2);
    this.#show("(a) S1 leads term 2; only S2 has its entry");
    director.crash(s1);
    this.#elect(s5, [s3, s4]);
    this.#add(s5, 3, 2);
    this.#show("(b) S1 crashes; S5 leads term 3, and nobody else has its entry");
    director.crash(s5);
    director.restart(s1);
    // Its first try is for term 3, in which all who could vote have voted for S5.
    director.ring(s1, "election");
    this.#elect(s1, [s2, s3]);
    director.converse(s1, s2);
    director.converse(s1, s3);
    this.#add(s1, 4, 3);
    this.#show("(c) S5 crashes; S1 leads term 4, and a majority has the entry of term 2");
    if (ending === "d") this.#overwrite();
    else this.#protect();
  }

  #overwrite(): void {
    const { director } = this;
    director.crash(s1);
    director.restart(s5);
    director.ring(s5, "election");
    this.#elect(s5, [s2, s3, s4]);
    director.restart(s1);
    this.#add(s5, 5, 3);
    for (const follower of [s2, s3, s4, s1]) director.converse(s5, follower);
    director.ring(s5, "heartbeat");
    for (const follower of [s2, s3, s4, s1]) director.converse(s5, follower);
    this.#show("(d) S1 crashes; S5 leads term 5: its entry of term 3 takes the place of the one of term 2");
  }

  #protect(): void {
    const { director } = this;
    director.converse(s1, s2);
    director.converse(s1, s3);
    director.crash(s1);
    director.restart(s5);
    director.ring(s5, "election");
    this.#elect(s5, [s2, s3, s4]);
    this.#show("(e) S1 has brought an entry of term 4 to a majority before: S5 is not elected");
  }

  /** Their votes are asked for, whether they give them or not. */
  #elect(candidate: NodeId, voters: readonly NodeId[]): void {
    this.director.ring(candidate, "election");
    for (const voter of voters) this.director.converse(candidate, voter);
  }

  #add(server: NodeId, term: number, index: number): void {
    this.director.ask(server, { kind: "execute", client: term, sequence: 0, command: lineOf(term, index) });
  }

  #show(words: string): void {
    this.moments.push({ at: this.director.now, words });
    this.logs.push(servers.map((_, node) => termsOf(this.#disk(node))));
  }

  #disk(node: NodeId): JournalDisk {
    return this.director.state(node);
  }
}
