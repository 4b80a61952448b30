import { textField, type Handler } from "./handler.ts";

/** No comm is ever open. */
export const commInfo: Handler = () => ({ status: "ok", comms: {} });

/** Tells the other side that we know no such target. */
export const closeUnknownComm: Handler = (request, { publish }) => {
  publish("comm_close", { comm_id: textField(request, "comm_id"), data: {} }, request.message);
  return undefined;
};

export const ignoreComm: Handler = () => undefined;
