import type { Envelope, JsonObject } from "../../wire/index.ts";
import type { Executor, Publish } from "../executor.ts";
import type { History } from "../history/index.ts";

/** What an answer may need of the kernel. */
export interface KernelServices {
  readonly executor: Executor;
  readonly history: History;
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
