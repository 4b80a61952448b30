import type { NodeId, Time, Vocabulary } from "../../core/index.ts";
import { Meter, type Metrics } from "../../monitoring/index.ts";
import { simulate, type Network, type Run, type TraceEvent } from "../../sim/index.ts";
import { Clients, inOrder, reconnect, type Moment } from "./clients.ts";
import type { TallySystem } from "./tally.ts";

export interface Watch<V extends Vocabulary> {
  readonly nodes: number;
  readonly seed: number;
  readonly network: Network;
  readonly endsAt: Time;
  readonly trace: "full" | "off";
  /** What happens, as it depends on who leads and who waits. */
  readonly story: (clients: Clients<V>, meter: Meter<V>) => readonly Moment<V>[];
  readonly observer?: (event: TraceEvent<V>) => void;
}

/** A run of a replicated tally, under the eyes of its clients and of the instruments. */
export function watched<V extends Vocabulary>(
  { protocol, properties, lens, sessions }: TallySystem<V>,
  { nodes, seed, network, endsAt, trace, story, observer }: Watch<V>,
): { readonly run: Run<V>; readonly metrics: Metrics } {
  const clients = new Clients<V>(nodes, sessions);
  const meter = new Meter<V>(lens);
  const run = simulate<V>({
    protocol,
    nodes,
    seed,
    network,
    schedule: inOrder(story(clients, meter)),
    properties,
    trace,
    observer: (event) => {
      meter.observe(event);
      clients.observe(event);
      observer?.(event);
    },
    untilTime: endsAt,
    untilSteps: Infinity,
  });
  return { run, metrics: meter.metrics(endsAt) };
}

/** Some nodes crash, and come back unless `restartAt` is null. */
export interface Outage {
  readonly at: Time;
  readonly restartAt: Time | null;
  readonly victims: () => readonly NodeId[];
}

/** The outage, with clients who look for another node soon after. */
export function outage<V extends Vocabulary>(
  { at, restartAt, victims }: Outage,
  clients: Clients<V>,
): readonly Moment<V>[] {
  let down: readonly NodeId[] = [];
  const crash: Moment<V> = {
    at,
    happens: () => {
      down = victims();
      return down.map((node) => ({ kind: "crash" as const, node }));
    },
  };
  const moved: Moment<V> = { at: at + reconnect, happens: (now) => clients.askAgain(now) };
  if (restartAt === null) return [crash, moved];
  const back = () => down.map((node) => ({ kind: "restart" as const, node }));
  return [crash, moved, { at: restartAt, happens: back }];
}
