import { majority, milliseconds, nodes as nodesOf, type Duration } from "../../../core/index.ts";
import { distributionOf, type Distribution } from "../../../monitoring/index.ts";
import { desks, type Desks } from "../../../protocols/desks/index.ts";
import { randomisedBackoff } from "../../../protocols/single-decree/index.ts";
import { calmNetwork, simulate, type Network, type Scheduled } from "../../../sim/index.ts";
import { contestantCalled, drawOutage, type CommandCosts } from "../compare/index.ts";
import { longestSilence, type Answered } from "../compare/ledger.ts";
import { opening } from "../compare/schedule.ts";
import { mean, rounded } from "./numbers.ts";
import { seedsUpTo, type TableOptions } from "./whole.ts";

/** One way to share the work of keeping a log. */
export type SchemaRow = Readonly<{
  schema: string;
  "asked at": string;
  "message delays": number;
  messages: number;
  /** Clients at all nodes, at the same time. */
  "median (ms)": number;
  "99 % within (ms)": number;
  "a node crashes: gap (ms)": number;
}>;

/**
 * A leader through whom everything goes (Multi-Paxos), against equals who each propose for themselves (in each slot
 * single-decree Paxos, both phases of it). The node that crashes is the leader, where there is one.
 */
export function leaderAgainstPeers({ f, seeds }: TableOptions): readonly SchemaRow[] {
  const leader = contestantCalled("Multi-Paxos");
  const { atLeader, atFollower } = leader.calm({ f, seed: 1 });
  if (atLeader === null || atFollower === null) throw new Error("Multi-Paxos answers, if nothing fails.");
  const led = seedsUpTo(seeds).map((seed) => {
    return leader.trial(f, { schedule: drawOutage({ f: 1, seed }), seed, rate });
  });
  const count = leader.nodesFor(f);
  const peers = seedsUpTo(seeds).map((seed) => peersUnderLoad(count, seed));
  const underLoad = (runs: readonly UnderLoad[]) => ({
    "median (ms)": rounded(mean(runs.map(({ latency }) => latency.p50)) / 1_000, 1),
    "99 % within (ms)": rounded(mean(runs.map(({ latency }) => latency.p99)) / 1_000),
    "a node crashes: gap (ms)": rounded(mean(runs.map(({ gap }) => gap)) / 1_000),
  });
  return [
    { schema: "leader and replicas", "asked at": "the leader", ...costsIn(atLeader), ...underLoad(led) },
    { schema: "leader and replicas", "asked at": "another node", ...costsIn(atFollower), ...underLoad(led) },
    { schema: "peer to peer", "asked at": "any node", ...costsIn(peersAlone(count)), ...underLoad(peers) },
  ];
}

interface UnderLoad {
  readonly latency: Distribution;
  readonly gap: Duration;
}

/** Clients a second. */
const rate = 100;

function costsIn({ delays, messages }: Pick<CommandCosts, "delays" | "messages">) {
  return { "message delays": rounded(delays, 1), messages: rounded(messages, 1) };
}

const ask = (at: number, node: number, client: number): Scheduled<Desks> => ({
  at,
  action: { kind: "request", node, request: { kind: "ask", client, number: 0 } },
});

function peersOf(count: number) {
  return desks({
    quorums: majority(nodesOf(count)),
    size: 64,
    delay: 0,
    window: 1,
    retry: randomisedBackoff({ roundTrip: milliseconds(10), cap: milliseconds(80) }),
  });
}

/** What a command costs when commands come one at a time. */
function peersAlone(count: number): Pick<CommandCosts, "delays" | "messages"> {
  const delay = milliseconds(1);
  const commands = 40;
  const every = milliseconds(30);
  const network: Network = {
    latency: { kind: "constant", latency: delay },
    loss: 0,
    duplication: 0,
    ordering: "fifo",
  };
  const { answers, messages } = runOf(
    count,
    1,
    network,
    nodesOf(commands).map((nth) => ask(nth * every, nth % count, nth)),
  );
  return {
    delays: mean(answers.map(({ took }) => took)) / delay,
    messages: messages / commands,
  };
}

/**
 * Clients ask all nodes in turn, and one node crashes and comes back. Who asked it, and was not answered, is not counted:
 * peers know no sessions, so a client that asked again might be served twice. The node that comes back finds out slot by slot
 * what it has missed, which those wait for who ask it then.
 */
function peersUnderLoad(count: number, seed: number): UnderLoad {
  const { troubles, until } = drawOutage({ f: 1, seed });
  const { from, to } = troubles[0]!;
  const clients = nodesOf(Math.floor(((until - opening) * rate) / 1e6));
  const asking = clients.map((client) => {
    const at = opening + Math.floor((client * 1e6) / rate);
    const isAway = client % count === 0 && from <= at && at < to;
    return ask(at, isAway ? 1 : client % count, client);
  });
  const { answers } = runOf(count, seed, calmNetwork, [
    ...asking,
    { at: from, action: { kind: "crash", node: 0 } },
    { at: to, action: { kind: "restart", node: 0 } },
  ]);
  return {
    latency: distributionOf(answers.map(({ took }) => took)),
    gap: longestSilence(answers, from, until),
  };
}

function runOf(count: number, seed: number, network: Network, schedule: readonly Scheduled<Desks>[]) {
  const answers: Answered[] = [];
  let messages = 0;
  simulate<Desks>({
    protocol: peersOf(count),
    nodes: count,
    seed,
    network,
    schedule,
    trace: "off",
    observer: (event) => {
      if (event.kind === "send" && event.to !== event.node) messages++;
      if (event.kind === "decide" && event.decision.kind === "answered") {
        answers.push({ at: event.at, took: event.at - event.decision.askedAt });
      }
    },
    untilTime: milliseconds(10_000),
  });
  return { answers, messages };
}
