import type { Handler } from "./handler.ts";

/** A restart is a shutdown too: whoever asked starts another kernel at the same address. */
export const shutdown: Handler = (request, kernel) => {
  const { restart } = request.message.content;
  const reply = { status: "ok", restart: restart === true };
  // Other clients learn from it that the kernel has not died.
  kernel.publish("shutdown_reply", reply, request.message);
  kernel.stop();
  return reply;
};
