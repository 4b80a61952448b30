import { readFile } from "node:fs/promises";
import type { JsonObject } from "./message.ts";

/** The contents of a Jupyter connection file: where the kernel's sockets are, and the key that signs messages. */
export interface ConnectionInfo {
  readonly transport: "tcp" | "ipc";
  readonly ip: string;
  readonly shell_port: number;
  readonly control_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly hb_port: number;
  readonly signature_scheme: "hmac-sha256";
  readonly key: string;
}

export type Socket = "shell" | "control" | "iopub" | "stdin" | "hb";

export const sockets: readonly Socket[] = ["shell", "control", "iopub", "stdin", "hb"];

/** A connection file that cannot be used; the message says why in one sentence. */
export class ConnectionFileError extends Error {
  override readonly name = "ConnectionFileError";
}

/** The address of one socket, as zeromq wants it. */
export function address(connection: ConnectionInfo, socket: Socket): string {
  const separator = connection.transport === "tcp" ? ":" : "-";
  return `${connection.transport}://${connection.ip}${separator}${connection[`${socket}_port`]}`;
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: "it does not exist",
  EISDIR: "it is a folder",
  EACCES: "this user may not read it",
};

/** @throws ConnectionFileError if the file is missing, broken or incomplete. */
export async function readConnectionFile(path: string): Promise<ConnectionInfo> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = (code !== undefined && unreadable[code]) || `reading it failed (${code ?? String(cause)})`;
    throw new ConnectionFileError(`Cannot use the connection file ${path}: ${why}.`, { cause });
  }
  return parseConnection(text, path);
}

/** @throws ConnectionFileError, naming `path`, if the text is not a complete connection. */
export function parseConnection(text: string, path: string): ConnectionInfo {
  const refuse = (why: string, cause?: unknown): never => {
    throw new ConnectionFileError(`Cannot use the connection file ${path}: ${why}.`, { cause });
  };
  let fields: JsonObject;
  try {
    fields = JSON.parse(text) as JsonObject;
  } catch (cause) {
    return refuse("it is not JSON", cause);
  }
  if (typeof fields !== "object" || fields === null || Array.isArray(fields))
    return refuse("it is not a JSON object");
  const { transport = "tcp", ip, key, signature_scheme: scheme = "hmac-sha256" } = fields;
  if (transport !== "tcp" && transport !== "ipc") {
    return refuse(`transport must be "tcp" or "ipc", not ${JSON.stringify(transport)}`);
  }
  if (typeof ip !== "string" || ip === "") return refuse("it lacks ip");
  if (typeof key !== "string") return refuse("it lacks key");
  if (scheme !== "hmac-sha256") {
    return refuse(`signature_scheme must be "hmac-sha256", not ${JSON.stringify(scheme)}`);
  }
  const port = (socket: Socket): number => {
    const value = fields[`${socket}_port`];
    const valid = typeof value === "number" && Number.isInteger(value) && value > 0 && value < 65_536;
    if (valid) return value;
    const got = value === undefined ? "and is missing" : `not ${JSON.stringify(value)}`;
    return refuse(`${socket}_port must be a port number, ${got}`);
  };
  return {
    transport,
    ip,
    key,
    signature_scheme: scheme,
    shell_port: port("shell"),
    control_port: port("control"),
    iopub_port: port("iopub"),
    stdin_port: port("stdin"),
    hb_port: port("hb"),
  };
}
