/** What people are told of an exercise before they begin it. Every list of exercises, wherever shown, comes from here. */
export interface CatalogueEntry {
  readonly slug: string;
  readonly title: string;
  /** The notebook that leads up to it, without its folder and ending. */
  readonly lesson: string;
  /** What the learner writes, in half a sentence. */
  readonly task: string;
  /** How long it takes somebody who has just read the lesson. */
  readonly minutes: number;
  /** Exercises whose ideas it builds on, directly. */
  readonly after: readonly string[];
}

/** In the order of the lessons. */
export const catalogue: readonly CatalogueEntry[] = [
  {
    slug: "ballots",
    title: "Ballots",
    lesson: "00-welcome",
    task: "compare ballots, make the next one, read one from text",
    minutes: 10,
    after: [],
  },
  {
    slug: "quorum",
    title: "Quorums",
    lesson: "01-bmc-meeting",
    task: "majorities, what they tolerate, and groups that must meet",
    minutes: 15,
    after: [],
  },
  {
    slug: "acceptor",
    title: "The acceptor",
    lesson: "02-single-decree",
    task: "the memory of Paxos: what to promise, accept, refuse and write down",
    minutes: 25,
    after: ["ballots"],
  },
  {
    slug: "proposer",
    title: "The proposer",
    lesson: "02-single-decree",
    task: "lead a ballot through both phases, and adopt what must be adopted",
    minutes: 30,
    after: ["ballots", "quorum"],
  },
  {
    slug: "learner",
    title: "The learner",
    lesson: "02-single-decree",
    task: "tell from votes when a value is chosen",
    minutes: 15,
    after: ["quorum"],
  },
  {
    slug: "durable-acceptor",
    title: "The acceptor and its disk",
    lesson: "03-failures",
    task: "what must be on disk, and before what",
    minutes: 15,
    after: ["acceptor"],
  },
  {
    slug: "backoff",
    title: "Stepping back",
    lesson: "04-duels",
    task: "how long to wait after a refusal, so that duels end",
    minutes: 15,
    after: ["proposer"],
  },
  {
    slug: "leader",
    title: "The new leader",
    lesson: "05-multi-paxos",
    task: "which slots to ask about, what to adopt, and what fills the gaps",
    minutes: 30,
    after: ["proposer"],
  },
  {
    slug: "replica",
    title: "The replica",
    lesson: "05-multi-paxos",
    task: "apply a log in order, and each command once",
    minutes: 30,
    after: ["learner"],
  },
  {
    slug: "batcher",
    title: "The batcher",
    lesson: "06-throughput",
    task: "what goes into the next slot, and what to do when another's batch is chosen",
    minutes: 25,
    after: ["leader"],
  },
  {
    slug: "reconfiguration",
    title: "New members",
    lesson: "07-membership-and-reads",
    task: "from which slot on a configuration counts, and whose promises it takes",
    minutes: 30,
    after: ["leader"],
  },
  {
    slug: "lease",
    title: "The lease",
    lesson: "07-membership-and-reads",
    task: "until when a leader may answer by itself, with clocks that drift",
    minutes: 30,
    after: ["leader"],
  },
  {
    slug: "fast-quorum",
    title: "Fast quorums",
    lesson: "08-fast-paxos",
    task: "how large they must be, and which listed ones fail to meet",
    minutes: 25,
    after: ["quorum"],
  },
  {
    slug: "fast-recovery",
    title: "After a collision",
    lesson: "08-fast-paxos",
    task: "which vote may have been chosen, and what a coordinator may pick",
    minutes: 30,
    after: ["fast-quorum", "proposer"],
  },
  {
    slug: "byzantine-quorum",
    title: "Quorums among liars",
    lesson: "09-byzantine",
    task: "how many nodes it takes when some of them lie, and whose word counts",
    minutes: 20,
    after: ["quorum"],
  },
  {
    slug: "pbft-backup",
    title: "The backup",
    lesson: "09-byzantine",
    task: "when a backup of PBFT goes along with its primary, and what it carries into a new view",
    minutes: 35,
    after: ["byzantine-quorum"],
  },
  {
    slug: "flexible-quorum",
    title: "Flexible quorums",
    lesson: "10-relatives",
    task: "phases with quorums of different sizes: which are safe, which are cheap",
    minutes: 25,
    after: ["quorum"],
  },
  {
    slug: "commit-rule",
    title: "Raft’s commit rule",
    lesson: "10-relatives",
    task: "how far a leader may commit, and what a follower does to its log",
    minutes: 30,
    after: ["leader"],
  },
];

/** @throws RangeError if there is none, with the names that there are. */
export function catalogued(slug: string): CatalogueEntry {
  const found = catalogue.find((entry) => entry.slug === slug);
  if (found !== undefined) return found;
  const names = catalogue.map((entry) => entry.slug).join(", ");
  throw new RangeError(`There is no exercise "${slug}". There are: ${names}.`);
}
