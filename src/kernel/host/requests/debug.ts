import { RequestError, textField, type Handler } from "./handler.ts";

/** A request of the Debug Adapter Protocol in a message of ours: its response is the reply. */
export const debug: Handler = async (request, kernel) => {
  const { seq, arguments: given } = request.message.content;
  if (typeof seq !== "number") throw new RequestError("debug_request: seq must be a number.");
  const command = textField(request, "command");
  return { ...(await kernel.debugger.handle({ type: "request", seq, command, arguments: given })) };
};
