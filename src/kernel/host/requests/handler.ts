import type { Debugger } from "../../debugger/index.ts";
import type { Envelope, JsonObject } from "../../messaging/index.ts";
import type { CellTypes } from "../cell-types.ts";
import type { Executor, Publish } from "../executor.ts";
import { toCodeUnits } from "../../service/index.ts";
import type { History } from "../history/index.ts";
import type { Stdin } from "../stdin.ts";
import type { Shells } from "../shells.ts";

/** What an answer may need of the kernel. */
export interface KernelServices {
  readonly executor: Executor;
  readonly debugger: Debugger;
  readonly types: CellTypes;
  readonly history: History;
  readonly stdin: Stdin;
  readonly shells: Shells;
  readonly publish: Publish;
  /** Ends the kernel once the answer has been sent. */
  stop(): void;
}

/**
 * Answers one type of message: returns the content of the reply, or nothing if the message wants none. What it
 * throws becomes an error reply; a {@link RequestError} if the request is to blame.
 */
export type Handler = (
  request: Envelope,
  kernel: KernelServices,
) => JsonObject | undefined | Promise<JsonObject | undefined>;

/** A request that cannot be answered as it is; the message says why in one sentence. */
export class RequestError extends Error {
  override readonly name = "RequestError";
}

/** A field of the request that must be text. @throws RequestError */
export function textField({ message }: Envelope, name: string): string {
  const value = message.content[name];
  if (typeof value === "string") return value;
  const got = value === undefined ? "is missing" : `is ${JSON.stringify(value).slice(0, 40)}`;
  throw new RequestError(`${message.header.msg_type}: ${name} must be a string, and ${got}.`);
}

/** Where the cursor is in `code`, in code units; the protocol counts code points. @throws RequestError */
export function cursorIn(code: string, { message }: Envelope): number {
  const position = message.content["cursor_pos"] ?? Infinity;
  if (typeof position === "number" && position >= 0) return toCodeUnits(code, position);
  throw new RequestError(`${message.header.msg_type}: cursor_pos must be a number from 0.`);
}
