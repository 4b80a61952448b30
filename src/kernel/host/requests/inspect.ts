import { inspect as inspectAt } from "../../service/index.ts";
import { cursorIn, textField, type Handler } from "./handler.ts";

/** Types and documentation of what is at the cursor, and of the call around it. */
export const inspect: Handler = async (request, { types }) => {
  const code = textField(request, "code");
  const withSource = request.message.content["detail_level"] === 1;
  const found = await inspectAt(types.service, code, cursorIn(code, request), { withSource });
  if (!found) return { status: "ok", found: false, data: {}, metadata: {} };
  const data = { "text/plain": found.plain, "text/markdown": found.markdown };
  return { status: "ok", found: true, data, metadata: { paxoslab: found.parts } };
};
