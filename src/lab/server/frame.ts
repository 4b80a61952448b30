import type { FastifyInstance } from "fastify";

/** Scripts may run, but in an origin of their own, with no network and no way back to the lab. */
const policy = [
  "sandbox allow-scripts",
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob: data:",
  "style-src 'unsafe-inline'",
  "img-src data: blob:",
  "font-src data:",
  "media-src data: blob:",
  "frame-ancestors 'self'",
].join("; ");

/**
 * The page that shows HTML with scripts which a cell printed. It gets the HTML by message, because a srcdoc
 * frame would inherit the lab's own policy, and reports its height the same way. Opening the document anew takes
 * its listener away, so HTML that is sent twice is shown once.
 */
const framePage = `<!doctype html>
<meta charset="utf-8">
<script>
addEventListener("message", (event) => {
  if (event.source !== parent || typeof event.data.html !== "string") return;
  document.open();
  document.write('<meta charset="utf-8"><style>:root{color-scheme:light dark}body{margin:0;display:flow-root;font:16px/1.5 system-ui,sans-serif}</style>' + event.data.html);
  document.close();
  const report = () => parent.postMessage({ height: document.documentElement.offsetHeight }, "*");
  new ResizeObserver(report).observe(document.documentElement);
  // A frame that is out of sight is not observed until it is scrolled to.
  report();
  addEventListener("load", report);
  setTimeout(report, 300);
});
parent.postMessage({ ready: true }, "*");
</script>
`;

export function serveFrame(app: FastifyInstance): void {
  app.get("/lab/frame", { config: { public: true } }, async (_, reply) =>
    reply.header("content-security-policy", policy).type("text/html; charset=utf-8").send(framePage),
  );
}
