import type { Handler } from "./handler.ts";

export const inspect: Handler = () => ({ status: "ok", found: false, data: {}, metadata: {} });
