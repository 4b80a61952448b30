import { broadcast, unchanged, type Input, type NodeId, type Transition } from "../../core/index.ts";
import type { RegisterPaxos } from "./register-vocabulary.ts";

/** A client that puts one value and, once that is confirmed, gets it back from the next server. */
export interface Client {
  /** The number of the request it waits for. */
  readonly awaiting: number | null;
  readonly operations: number;
}

export const newClient: Client = { awaiting: null, operations: 0 };

type Step = Transition<RegisterPaxos> & { readonly state: Client };

export function clientStep(client: Client, input: Input<RegisterPaxos>, self: NodeId, servers: number): Step {
  if (input.kind === "start") {
    const value = String.fromCodePoint("A".codePointAt(0)! + self - servers);
    return {
      state: { awaiting: self, operations: 1 },
      effects: broadcast([self % servers], { kind: "put" as const, request: self, value }),
    };
  }
  if (input.kind !== "message") return unchanged(client);
  const { message } = input;
  if (message.kind !== "put-ok" && message.kind !== "get-ok") return unchanged(client);
  if (message.request !== client.awaiting) return unchanged(client);
  const operations = client.operations + 1;
  if (message.kind === "get-ok") return { state: { awaiting: null, operations }, effects: [] };
  const request = operations * self;
  return {
    state: { awaiting: request, operations },
    effects: broadcast([(self + client.operations) % servers], { kind: "get" as const, request }),
  };
}
