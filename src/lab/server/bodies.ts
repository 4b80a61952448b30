import type { FastifyInstance } from "fastify";
import { ProblemError } from "./problem.ts";

/**
 * Reads request bodies as Jupyter Server does: JSON whatever its type is called (its own client says
 * text/plain), and nothing at all where JSON was announced.
 */
export function readBodies(app: FastifyInstance): void {
  app.addContentTypeParser(
    ["application/json", "text/plain"],
    { parseAs: "string" },
    async (_request: unknown, body: string): Promise<unknown> => {
      if (body.trim() === "") return null;
      try {
        return JSON.parse(body) as unknown;
      } catch (cause) {
        throw new ProblemError(400, `The body is not JSON: ${(cause as Error).message}`);
      }
    },
  );
}
