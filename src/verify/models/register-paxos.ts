import type { Model } from "../../check/index.ts";
import type { Protocol } from "../../core/index.ts";
import { clientStep, newClient, type Client } from "./register-client.ts";
import { linearizableRegister } from "./register-history.ts";
import { newServer, serverStep, type Server } from "./register-server.ts";
import type { RegisterPaxos } from "./register-vocabulary.ts";

/**
 * The example that comes with the Stateright model checker: servers agree by single-decree Paxos on what
 * to keep in a register, clients write and read it, and the history must be linearizable.
 *
 * Its numbers of states are published, which makes it a test of any checker: for 3 servers, 16,668
 * with 2 clients; 1,194,428 with 3.
 */
export function registerPaxos(clients: number, servers = 3): Model<RegisterPaxos> {
  return {
    protocol: registerProtocol(servers),
    nodes: [
      ...Array.from({ length: servers }, (_, node) => `server ${node}`),
      ...Array.from({ length: clients }, (_, client) => `client ${client}`),
    ],
    properties: [linearizableRegister(servers, clients)],
    sometimes: [
      {
        name: "value chosen",
        event: (_, event) => event.kind === "send" && event.message.kind === "get-ok",
      },
    ],
  };
}

function registerProtocol(servers: number): Protocol<RegisterPaxos> {
  return {
    name: "a register on single-decree Paxos",
    initial: (self) => (self < servers ? newServer : newClient),
    step: (state, input, { self }) =>
      self < servers
        ? serverStep(state as Server, input, self, servers)
        : clientStep(state as Client, input, self, servers),
  };
}
