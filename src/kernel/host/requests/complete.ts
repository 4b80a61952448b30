import type { Handler } from "./handler.ts";

export const complete: Handler = ({ message }) => {
  const cursor = message.content["cursor_pos"] ?? 0;
  return { status: "ok", matches: [], cursor_start: cursor, cursor_end: cursor, metadata: {} };
};
