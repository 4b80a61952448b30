import type { DigestHistory } from "./digest-history.ts";
import { sign, verify } from "./signature.ts";
import type { Header, JsonObject, Message } from "./message.ts";

/** Separates the routing identities from the message proper. */
const delimiter = Buffer.from("<IDS|MSG>");

/** A message as it came from a ROUTER socket: who sent it, and what. */
export interface Envelope {
  /** Routing identities, to be put before the frames of an answer. */
  readonly identities: readonly Uint8Array[];
  readonly message: Message;
}

/** Frames that are no message of ours: unsigned, played again, truncated, or not JSON. */
export class WireError extends Error {
  override readonly name = "WireError";
}

/** Frames of one message: identities, delimiter, signature, four JSON dictionaries, buffers. */
export function encode(message: Message, key: string, identities: readonly Uint8Array[] = []): Uint8Array[] {
  const dictionaries = [message.header, message.parent_header, message.metadata, message.content].map(
    (part) => Buffer.from(JSON.stringify(part)),
  );
  const signature = Buffer.from(sign(dictionaries, key));
  return [...identities, delimiter, signature, ...dictionaries, ...message.buffers];
}

/**
 * The message in these frames. Nothing is parsed before the signature over its raw bytes has been verified.
 *
 * @param seen refuses what was sent before; without a key there are no signatures to know it by.
 * @throws WireError if the frames are not a signed Jupyter message.
 */
export function decode(frames: readonly Uint8Array[], key: string, seen?: DigestHistory): Envelope {
  const start = frames.findIndex((frame) => delimiter.equals(frame));
  if (start < 0) throw new WireError("No delimiter <IDS|MSG> among the frames.");
  const [signature, ...rest] = frames.slice(start + 1);
  const [header, parentHeader, metadata, content, ...buffers] = rest;
  if (!signature || !header || !parentHeader || !metadata || !content) {
    throw new WireError(
      `A message has a signature and four dictionaries; got ${frames.length - start - 1} frames.`,
    );
  }
  if (!verify(signature, [header, parentHeader, metadata, content], key)) {
    throw new WireError("The signature does not match.");
  }
  if (key !== "" && seen?.add(signature) === false) {
    throw new WireError("The same message was received before.");
  }
  return {
    identities: frames.slice(0, start),
    message: {
      header: asHeader(parse(header)),
      parent_header: parse(parentHeader) as Header,
      metadata: parse(metadata),
      content: parse(content),
      buffers,
    },
  };
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function parse(bytes: Uint8Array): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw new WireError("A dictionary of the message is not JSON.", { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new WireError("A part of the message is not a dictionary.");
  }
  return value as JsonObject;
}

/** Every answer carries the header of what it answers, so there must be a way back to JSON. */
function asHeader(value: JsonObject): Header {
  if (typeof value["msg_id"] !== "string" || typeof value["msg_type"] !== "string") {
    throw new WireError("The header lacks msg_id or msg_type.");
  }
  try {
    JSON.stringify(value);
  } catch (cause) {
    throw new WireError("The header is nested too deeply.", { cause });
  }
  return value as Header;
}
