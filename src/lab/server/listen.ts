import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { LabStartError } from "./start-error.ts";

export const defaultPort = 8227;

/** How many ports after the default are tried before giving up. */
const attempts = 10;

export interface Wanted {
  readonly host: string;
  /** Undefined: the default port, or the next free one after it. */
  readonly port: number | undefined;
}

/** Starts listening and returns the port. @throws LabStartError */
export async function listen(app: FastifyInstance, wanted: Wanted, usual = defaultPort): Promise<number> {
  const first = wanted.port ?? usual;
  const last = wanted.port === undefined ? first + attempts : first;
  for (let port = first; ; port += 1) {
    try {
      await app.listen({ host: wanted.host, port });
      return (app.server.address() as AddressInfo).port;
    } catch (error) {
      const { code = "unknown error" } = error as NodeJS.ErrnoException;
      if (code !== "EADDRINUSE" || port === last)
        throw new LabStartError(explain(code, wanted.host, port), { cause: error });
    }
  }
}

function explain(code: string, host: string, port: number): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use, perhaps by another lab: choose another with --port, or 0 for any free one.`;
    case "EACCES":
      return `Port ${port} may not be used without special rights: choose one above 1023 with --port.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `This machine has no address "${host}": choose another with --host, or leave it out for this machine only.`;
    default:
      return `The lab cannot listen on ${host}:${port} (${code}).`;
  }
}
