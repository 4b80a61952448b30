import { complete as completionsAt, toCodePoints } from "../../service/index.ts";
import { cursorIn, textField, type Handler } from "./handler.ts";

/** What could stand at the cursor, with what JupyterLab shows beside it. */
export const complete: Handler = async (request, { types }) => {
  const code = textField(request, "code");
  const { proposals, start, end } = await completionsAt(types.service, code, cursorIn(code, request));
  const place = { start: toCodePoints(code, start), end: toCodePoints(code, end) };
  return {
    status: "ok",
    matches: proposals.map(({ text }) => text),
    cursor_start: place.start,
    cursor_end: place.end,
    metadata: { _jupyter_types_experimental: proposals.map((proposal) => ({ ...proposal, ...place })) },
  };
};
