import type { StreamName } from "./protocol.ts";

type Emit = (stream: StreamName, text: string) => void;

/** Sends whatever is written to stdout and stderr, by console or directly, to `emit`, at once and in order. */
export function captureOutput(emit: Emit): void {
  redirect(process.stdout, "stdout", emit);
  redirect(process.stderr, "stderr", emit);
}

function redirect(stream: NodeJS.WriteStream, name: StreamName, emit: Emit): void {
  const decoder = new TextDecoder();
  const write = (
    chunk: string | Uint8Array,
    encodingOrDone?: BufferEncoding | ((error?: Error) => void),
    done?: (error?: Error) => void,
  ): boolean => {
    const encoding = typeof encodingOrDone === "string" ? encodingOrDone : "utf8";
    const isText = typeof chunk === "string" && /^utf-?8$/i.test(encoding);
    const bytes = typeof chunk === "string" ? Buffer.from(chunk, encoding) : chunk;
    emit(name, isText ? chunk : decoder.decode(bytes, { stream: true }));
    const callback = typeof encodingOrDone === "function" ? encodingOrDone : done;
    if (callback) queueMicrotask(callback);
    return true;
  };
  Object.defineProperty(stream, "write", { value: write, configurable: true, writable: true });
}
