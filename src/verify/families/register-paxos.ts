import { anyModel, type Family } from "../family.ts";
import { registerPaxos } from "../models/register-paxos.ts";

export const registerPaxosFamily: Family = {
  name: "register-paxos",
  title: "A register kept by Paxos, as in the Stateright model checker’s example",
  knobs: [
    { name: "clients", meaning: "clients that each write and then read", usual: 2, least: 1, most: 4 },
    { name: "nodes", meaning: "servers", usual: 3, least: 1, most: 5 },
  ],
  subject: ({ clients, nodes }) => ({ kind: "protocol", model: anyModel(registerPaxos(clients, nodes)) }),
};
