import type { Duration, NodeId, Vocabulary } from "../../core/index.ts";

/** The vocabulary of a protocol whose messages travel in packets. */
export interface Packed<V extends Vocabulary> {
  readonly state: PackedState<V>;
  readonly message: Packet<V["message"]>;
  readonly request: V["request"];
  readonly persisted: V["persisted"];
  readonly timer: V["timer"] | typeof departure;
  readonly decision: V["decision"];
}

/** Several messages to one node, in the order in which they were sent. */
export interface Packet<M> {
  readonly kind: "packet";
  readonly messages: readonly M[];
}

export interface PackedState<V extends Vocabulary> {
  /** What the node knows as a node of the protocol. */
  readonly inner: V["state"];
  /** What it has said and not sent yet. */
  readonly outbox: readonly Letter<V["message"]>[];
}

export interface Letter<M> {
  readonly to: NodeId;
  readonly message: M;
}

export interface Packing {
  /** How long a message may be held back for others to share its packet; 0 packs what one step says. */
  readonly delay: Duration;
}

/** The timer at which packets leave. */
export const departure = "packets leave";

export function isPacket(message: unknown): message is Packet<unknown> {
  return (
    typeof message === "object" &&
    message !== null &&
    "kind" in message &&
    message.kind === "packet" &&
    "messages" in message &&
    Array.isArray(message.messages)
  );
}
