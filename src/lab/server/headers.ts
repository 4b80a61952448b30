import type { FastifyInstance } from "fastify";

/**
 * The page runs its own scripts only. Styles may be inline, since CodeMirror, KaTeX and Plotly set them;
 * scripts that come out of a notebook run in the sandboxed frame, under its own policy.
 */
const pagePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const common = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "content-security-policy": pagePolicy,
} as const;

export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(common);
    if (/^\/(?:lab\/)?api(?:\/|$|\?)/.test(request.url)) reply.header("cache-control", "no-store");
  });
}
