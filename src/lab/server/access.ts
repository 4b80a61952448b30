import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { hostname } from "node:os";
import { isIP } from "node:net";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ProblemError } from "./problem.ts";
import { askForToken } from "./token-page.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Served without the token: the page's own files, the same for everybody. */
    public?: boolean;
    /** A page rather than an API: a token in its address becomes a cookie. */
    page?: boolean;
  }
}

export const newToken = (): string => randomBytes(32).toString("hex");

/**
 * Lets in whoever knows the token, says a Host that is ours, and is not another web site's script.
 * The Host check defeats DNS rebinding; the Origin check, pages on other ports of this machine, which share
 * its cookies.
 */
export function guard(app: FastifyInstance, token: string, extraHosts: readonly string[]): void {
  const cookie = `paxoslab-${createHash("sha256").update(token).digest("hex").slice(0, 12)}`;
  app.addHook("onRequest", async (request, reply) => {
    checkHost(request, extraHosts);
    checkOrigin(request);
    if (request.routeOptions.config.public || request.is404) return;
    const given = request.query as { readonly token?: unknown };
    if (isToken(given.token, token)) {
      if (request.routeOptions.config.page) return welcome(request, reply, cookie, token);
      return;
    }
    const header = /^(?:token|bearer) +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
    if (isToken(header, token) || isToken(cookieValue(request, cookie), token)) return;
    if (request.routeOptions.config.page) return askForToken(reply, given.token !== undefined);
    throw new ProblemError(401, "This needs the lab's token: send `Authorization: token …` or ?token=….");
  });
}

/** Compares digests, so that neither the time taken nor the length says how much of a guess was right. */
function isToken(given: unknown, token: string): boolean {
  if (typeof given !== "string") return false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

function checkHost(request: FastifyRequest, extraHosts: readonly string[]): void {
  const name = hostName(request.headers.host ?? "");
  // A rebinding attack needs a name it controls, so a bare address is never one.
  if (name === "localhost" || name === hostname() || isIP(name) !== 0 || extraHosts.includes(name)) return;
  throw new ProblemError(403, `This lab does not answer for the host name "${name}".`);
}

function checkOrigin(request: FastifyRequest): void {
  const { origin, host, upgrade } = request.headers;
  const changesNothing = (request.method === "GET" || request.method === "HEAD") && upgrade === undefined;
  // Browsers always send an Origin here; programs such as VS Code send none and must know the token.
  if (changesNothing || origin === undefined) return;
  if (origin !== `${request.protocol}://${host}`) {
    throw new ProblemError(
      403,
      `Requests from ${origin} are refused: only the lab's own page may send them.`,
    );
  }
}

function hostName(host: string): string {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(host)?.[1] ?? host.replace(/:\d+$/, "");
  return bare.toLowerCase();
}

/** Moves the token from the address, where it would stay in the history, into a cookie scripts cannot read. */
async function welcome(
  request: FastifyRequest,
  reply: FastifyReply,
  cookie: string,
  token: string,
): Promise<FastifyReply> {
  const url = new URL(request.url, "http://lab");
  url.searchParams.delete("token");
  return reply
    .header("set-cookie", `${cookie}=${token}; Path=/; HttpOnly; SameSite=Strict`)
    .redirect(url.pathname + url.search);
}

function cookieValue(request: FastifyRequest, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const [key, value] = pair.trim().split("=");
    if (key === name) return value;
  }
  return undefined;
}
