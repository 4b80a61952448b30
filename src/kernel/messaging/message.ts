import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";

/** The Jupyter messaging protocol this code speaks. */
export const protocolVersion = "5.5";

/** The sockets that carry messages (heartbeat carries bare bytes). */
export type Channel = "shell" | "control" | "iopub" | "stdin";

/** What a client may send on; iopub only ever comes from the kernel. */
export type RequestChannel = Exclude<Channel, "iopub">;

export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  /** ISO 8601. */
  readonly date: string;
  readonly version: string;
  readonly [extra: string]: unknown;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** One Jupyter message, as on the wire but parsed. */
export interface Message {
  readonly header: Header;
  /** The header of the request this answers; empty when it answers none. */
  readonly parent_header: Header | Record<string, never>;
  readonly metadata: JsonObject;
  readonly content: JsonObject;
  /** Binary attachments, as sent by comms. */
  readonly buffers: readonly Uint8Array[];
}

export function newHeader(type: string, session: string): Header {
  return {
    msg_id: randomUUID(),
    msg_type: type,
    session,
    username: localUserName,
    date: new Date().toISOString(),
    version: protocolVersion,
  };
}

/** A message that starts a conversation, or answers `parent`. */
export function newMessage(
  type: string,
  session: string,
  content: JsonObject,
  parent?: Pick<Message, "header">,
): Message {
  return {
    header: newHeader(type, session),
    parent_header: parent?.header ?? {},
    metadata: {},
    content,
    buffers: [],
  };
}

/** Does `message` answer the request with this id? */
export function answers(message: Message, requestId: string): boolean {
  return message.parent_header.msg_id === requestId;
}

const localUserName = nameOfUser();

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a user id that has no name.
    return "user";
  }
}
