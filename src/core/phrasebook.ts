import type { NodeId } from "./node-id.ts";
import type { Vocabulary } from "./protocol.ts";

/**
 * How people say what happens in one protocol, so that a run can be told in sentences:
 * "Bandra receives the prepare for ballot 1.0 from Andheri, writes to disk and promises ballot 1.0 to Andheri."
 */
export interface Phrasebook<V extends Vocabulary> {
  /** What arrives, with its article: "the prepare for ballot 1.0". */
  readonly letter: (message: V["message"], name: Name) => string;
  /** What a node does by sending it; whom it is sent to comes right after: "promises ballot 1.0". */
  readonly act: (message: V["message"], name: Name) => string;
  /** What a client asks a node for: "to get “drains” chosen". */
  readonly wish: (request: V["request"], name: Name) => string;
  /** What a node does by deciding: "learns that “drains” is chosen". */
  readonly decision: (decision: V["decision"], name: Name) => string;
}

/** What people call a node. */
export type Name = (node: NodeId) => string;
