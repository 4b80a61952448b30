import type { Handler } from "./handler.ts";

/** The user has answered. */
export const inputReply: Handler = (reply, { stdin }) => {
  stdin.hear(reply);
  return undefined;
};
