import type { Readable, Writable } from "node:stream";

/** What the other side answers that it cannot do. */
export class JsonRpcError extends Error {
  override readonly name = "JsonRpcError";
}

export interface JsonRpcOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** Told, once, of input that is no JSON-RPC: nothing of what follows can be understood. */
  readonly onBroken: (error: unknown) => void;
}

type Incoming =
  | { readonly id: number; readonly result?: unknown; readonly error?: { readonly message: string } }
  | { readonly id: number | string; readonly method: string }
  | { readonly method: string };

/**
 * JSON-RPC 2.0 in the framing of the Language Server Protocol.
 *
 * Every cell waits for an answer that comes here, so a question is written at once, together with whatever has been
 * told just before it, and in a single piece. (Microsoft's vscode-jsonrpc lets the event loop turn several times
 * for each message, in either direction: half a millisecond a cell.)
 */
export class JsonRpcConnection {
  readonly #output: Writable;
  readonly #asked = new Map<number, PromiseWithResolvers<unknown>>();
  #lastId = 0;
  /** Notifications that wait for the next question, or for the event loop to turn. */
  #unwritten = "";
  #end: Error | undefined;

  constructor({ input, output, onBroken }: JsonRpcOptions) {
    this.#output = output;
    const reader = new MessageReader((message) => this.#hear(message));
    const hear = (piece: Buffer): void => {
      try {
        reader.push(piece);
      } catch (error) {
        input.off("data", hear);
        onBroken(error);
      }
    };
    input.on("data", hear);
  }

  /** @throws JsonRpcError, or the reason given to `close`. */
  async ask(method: string, params: object): Promise<unknown> {
    if (this.#end) throw this.#end;
    const id = (this.#lastId += 1);
    const answer = Promise.withResolvers<unknown>();
    this.#asked.set(id, answer);
    this.#send({ id, method, params });
    this.#flush();
    return answer.promise;
  }

  tell(method: string, params: object): void {
    if (this.#end) return;
    if (this.#unwritten === "") setImmediate(() => this.#flush());
    this.#send({ method, params });
  }

  /** There will be no more answers. */
  close(reason: Error): void {
    this.#end = reason;
    for (const { reject } of this.#asked.values()) reject(reason);
    this.#asked.clear();
  }

  #send(message: object): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#unwritten += `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  }

  #flush(): void {
    const text = this.#unwritten;
    this.#unwritten = "";
    if (text !== "" && !this.#end) this.#output.write(text);
  }

  #hear(message: Incoming): void {
    if (!("method" in message)) {
      const { id, result, error } = message;
      const answer = this.#asked.get(id);
      this.#asked.delete(id);
      if (error) answer?.reject(new JsonRpcError(error.message));
      else answer?.resolve(result);
    } else if ("id" in message) {
      // The server may ask its client for this and that; we have nothing to tell it.
      this.#send({ id: message.id, result: null });
      this.#flush();
    }
  }
}

const headerEnd = "\r\n\r\n";

/** Puts messages together again from the pieces in which a stream delivers them. */
class MessageReader {
  readonly #hear: (message: Incoming) => void;
  /** What has come of a message that is not complete. */
  #pieces: Buffer[] = [];
  #length = 0;
  /** So many bytes there must be before it is worth a look. */
  #wanted = 1;

  constructor(hear: (message: Incoming) => void) {
    this.#hear = hear;
  }

  /** @throws Error if this is not the protocol. */
  push(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
    // A huge message in many pieces is joined once, not once a piece.
    if (this.#length < this.#wanted) return;
    let rest = Buffer.concat(this.#pieces);
    for (let body = bodyIn(rest); body; body = bodyIn(rest)) {
      this.#wanted = body.end;
      if (rest.length < body.end) break;
      const message = JSON.parse(rest.toString("utf8", body.start, body.end)) as Incoming;
      rest = rest.subarray(body.end);
      this.#wanted = 1;
      this.#hear(message);
    }
    this.#pieces = [rest];
    this.#length = rest.length;
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where the body of the first message is, if its header has come. @throws Error if that does not say. */
function bodyIn(bytes: Buffer): Range | undefined {
  const end = bytes.indexOf(headerEnd);
  if (end < 0) return undefined;
  const length = /^content-length: *(\d+)\r?$/im.exec(bytes.toString("latin1", 0, end))?.[1];
  if (length === undefined) throw new Error("A message without a length.");
  const start = end + headerEnd.length;
  return { start, end: start + Number(length) };
}
