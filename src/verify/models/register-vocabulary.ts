import type { Ballot, NodeId } from "../../core/index.ts";
import type { Client } from "./register-client.ts";
import type { Server } from "./register-server.ts";

/** Clients write and read one register, which three servers keep with single-decree Paxos. */
export interface RegisterPaxos {
  readonly state: Server | Client;
  readonly message: Message;
  readonly request: never;
  readonly persisted: never;
  readonly timer: never;
  readonly decision: never;
}

export type Message =
  | { readonly kind: "put"; readonly request: number; readonly value: string }
  | { readonly kind: "put-ok"; readonly request: number }
  | { readonly kind: "get"; readonly request: number }
  | { readonly kind: "get-ok"; readonly request: number; readonly value: string }
  | { readonly kind: "prepare"; readonly ballot: Ballot }
  | { readonly kind: "prepared"; readonly ballot: Ballot; readonly accepted: Accepted | null }
  | { readonly kind: "accept"; readonly ballot: Ballot; readonly proposal: Proposal }
  | { readonly kind: "accepted"; readonly ballot: Ballot }
  | { readonly kind: "decided"; readonly ballot: Ballot; readonly proposal: Proposal };

/** A client's wish to write. */
export interface Proposal {
  readonly request: number;
  readonly client: NodeId;
  readonly value: string;
}

export interface Accepted {
  readonly ballot: Ballot;
  readonly proposal: Proposal;
}
