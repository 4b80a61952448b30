import type { Handler } from "./handler.ts";

export const history: Handler = () => ({ status: "ok", history: [] });
