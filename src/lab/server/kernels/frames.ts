import type { Channel, Message, RequestChannel } from "../../../kernel/client/index.ts";
import { ProblemError } from "../problem.ts";

/** Jupyter's compact WebSocket protocol: the parts of a message behind a table of their offsets. */
export const compactProtocol = "v1.kernel.websocket.jupyter.org";

export interface Addressed {
  readonly channel: RequestChannel;
  readonly message: Message;
}

/** A message as one WebSocket frame: binary in the compact protocol, else JSON text. */
export function toFrame(channel: Channel, message: Message, protocol: string): string | Buffer {
  const { buffers, ...json } = message;
  if (protocol === compactProtocol) {
    const { header, parent_header: parent, metadata, content } = json;
    const parts = [header, parent, metadata, content].map((part) => Buffer.from(JSON.stringify(part)));
    return withOffsets([Buffer.from(channel), ...parts, ...buffers.map((buffer) => Buffer.from(buffer))]);
  }
  // The text form has no room for buffers, which only widgets use; their clients speak the compact one.
  return JSON.stringify({
    ...json,
    buffers: [],
    channel,
    msg_id: json.header.msg_id,
    msg_type: json.header.msg_type,
  });
}

/** @throws ProblemError when the frame is no message for a kernel. */
export function fromFrame(frame: Buffer, protocol: string): Addressed {
  try {
    return protocol === compactProtocol ? fromCompact(frame) : fromText(frame);
  } catch (cause) {
    throw new ProblemError(400, `This is not a Jupyter message: ${(cause as Error).message}`);
  }
}

function fromText(frame: Buffer): Addressed {
  const { channel, ...message } = JSON.parse(frame.toString()) as Message & { channel?: string };
  return addressed(channel, message);
}

function fromCompact(frame: Buffer): Addressed {
  const [channel, header, parent, metadata, content, ...buffers] = splitAtOffsets(frame);
  const json = (part: Buffer | undefined): unknown => JSON.parse((part ?? Buffer.alloc(0)).toString());
  return addressed(channel?.toString(), {
    header: json(header),
    parent_header: json(parent),
    metadata: json(metadata),
    content: json(content),
    buffers,
  } as Message);
}

function addressed(channel: string | undefined, message: Partial<Message>): Addressed {
  if (channel !== "shell" && channel !== "control" && channel !== "stdin") {
    throw new TypeError(`its channel is ${channel}, not shell, control or stdin`);
  }
  const { header, parent_header: parent = {}, metadata = {}, content = {} } = message;
  if (typeof header?.msg_id !== "string" || typeof header.msg_type !== "string") {
    throw new TypeError("its header has no msg_id or no msg_type");
  }
  const buffers = message.buffers ?? [];
  return { channel, message: { header, parent_header: parent, metadata, content, buffers } };
}

/** Layout: how many offsets, the offsets (64 bits, little endian; the last is the end), the parts. */
function withOffsets(parts: readonly Buffer[]): Buffer {
  const table = Buffer.alloc(8 * (parts.length + 2));
  table.writeBigUInt64LE(BigInt(parts.length + 1), 0);
  let offset = table.length;
  for (const [index, part] of [...parts, Buffer.alloc(0)].entries()) {
    table.writeBigUInt64LE(BigInt(offset), 8 * (index + 1));
    offset += part.length;
  }
  return Buffer.concat([table, ...parts]);
}

function splitAtOffsets(frame: Buffer): readonly Buffer[] {
  const count = Number(frame.readBigUInt64LE(0));
  const offsets = Array.from({ length: count }, (_, index) => Number(frame.readBigUInt64LE(8 * (index + 1))));
  return offsets.slice(0, -1).map((start, index) => frame.subarray(start, offsets[index + 1]));
}
