import type { FastifyInstance, FastifyReply } from "fastify";

/** The caller's mistake, as the HTTP status and the sentence to answer with. */
export class ProblemError extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.name = "ProblemError";
    this.statusCode = statusCode;
  }
}

export const notFound = (what: string): ProblemError => new ProblemError(404, `${what} does not exist.`);

/** Errors in the form Jupyter clients read: a status and `{message}`. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    // What we answer in a sentence is no surprise to us; anything else is, and its stack is wanted.
    if (!(error instanceof ProblemError) && status >= 500) request.log.error(error);
    return answer(reply, status, error.message);
  });
  app.setNotFoundHandler(async (request, reply) => answer(reply, 404, `There is nothing at ${request.url}.`));
}

async function answer(reply: FastifyReply, status: number, message: string): Promise<FastifyReply> {
  return reply.code(status).send({ message, reason: null });
}
