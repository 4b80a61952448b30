import type { Envelope } from "../../messaging/index.ts";
import { textField, type Handler } from "./handler.ts";

export const commInfo: Handler = ({ message }, { executor }) => {
  const { target_name: target } = message.content;
  return { status: "ok", comms: executor.comms.info(typeof target === "string" ? target : undefined) };
};

/** Tells the other side at once if we know no such target. */
export const commOpen: Handler = (request, { executor, publish }) => {
  const id = textField(request, "comm_id");
  const target = textField(request, "target_name");
  const isKnown = executor.comms.hearPage({ type: "comm_open", id, target, data: dataOf(request) }, request);
  if (!isKnown) publish("comm_close", { comm_id: id, data: {} }, request.message);
  return undefined;
};

export const commMessage: Handler = (request, { executor }) => {
  const id = textField(request, "comm_id");
  executor.comms.hearPage({ type: "comm_msg", id, data: dataOf(request) }, request);
  return undefined;
};

export const commClose: Handler = (request, { executor }) => {
  const id = textField(request, "comm_id");
  executor.comms.hearPage({ type: "comm_close", id, data: dataOf(request) }, request);
  return undefined;
};

function dataOf({ message }: Envelope): unknown {
  return message.content["data"] ?? {};
}
