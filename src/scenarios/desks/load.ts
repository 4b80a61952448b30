import { createRandom, milliseconds, type Duration, type NodeId } from "../../core/index.ts";
import type { Desks } from "../../protocols/desks/index.ts";
import { at, type Decided, type Scheduled, type Setup } from "../../sim/index.ts";

/** What clients do. Each keeps to one desk; client 0 asks desk 0, client 1 desk 1, and so on in turn. */
export type DeskLoad =
  /** A few commands at once, without waiting for an answer, now and then. */
  | { readonly kind: "bursts"; readonly until: Duration }
  /** The next command as soon as the last one is answered, which takes `latency` each way. */
  | { readonly kind: "closed loop"; readonly latency: Duration };

interface Clients {
  readonly clients: number;
  readonly desks: number;
  readonly load: DeskLoad;
  readonly seed: number;
}

export function loadOf({ clients, desks, load, seed }: Clients): Pick<Setup<Desks>, "schedule" | "clients"> {
  const ask = (time: number, client: number, number: number): Scheduled<Desks> =>
    at(time, { kind: "request", node: deskOf(client, desks), request: { kind: "ask", client, number } });
  const everybody = Array.from({ length: clients }, (_, client) => client);
  if (load.kind === "bursts") {
    const random = createRandom(seed);
    return {
      schedule: everybody.flatMap((client) => {
        const asked: Scheduled<Desks>[] = [];
        for (let time = random.integer(0, longestPause); time < load.until;) {
          for (let burst = random.integer(1, 3); burst > 0; burst--)
            asked.push(ask(time, client, asked.length));
          time += random.integer(milliseconds(5), longestPause);
        }
        return asked;
      }),
    };
  }
  const { latency } = load;
  return {
    schedule: everybody.map((client) => ask(Math.floor((2 * latency * client) / clients), client, 0)),
    clients: ({ at: time, decision }: Decided<Desks>) =>
      decision.kind === "answered" ? [ask(time + 2 * latency, decision.client, decision.number + 1)] : [],
  };
}

const deskOf = (client: number, desks: number): NodeId => client % desks;

const longestPause = milliseconds(45);
