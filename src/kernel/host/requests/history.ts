import type { JsonObject } from "../../messaging/index.ts";
import type { History, HistoryEntry } from "../history/index.ts";
import { RequestError, type Handler } from "./handler.ts";

/** What IPython gives if it is not said how much is wanted. */
const defaultTail = 10;

/** Cells executed before, by this kernel or an earlier one, as consoles ask for them. */
export const history: Handler = async (request, kernel) => {
  const { content } = request.message;
  const entries = await find(kernel.history, content["hist_access_type"] ?? "tail", content);
  return { status: "ok", history: entries.map((entry) => asReply(entry, content["output"] === true)) };
};

async function find(
  history: History,
  access: unknown,
  content: JsonObject,
): Promise<readonly HistoryEntry[]> {
  switch (access) {
    case "tail":
      return history.tail(numberIn(content, "n") ?? defaultTail);
    case "range":
      return history.range({
        session: numberIn(content, "session") ?? 0,
        start: numberIn(content, "start") ?? 1,
        stop: numberIn(content, "stop"),
      });
    case "search": {
      const pattern = typeof content["pattern"] === "string" ? content["pattern"] : "*";
      return history.search({ pattern, count: numberIn(content, "n"), unique: content["unique"] === true });
    }
    default:
      throw new RequestError(
        `history_request: hist_access_type must be "tail", "range" or "search", and is ${JSON.stringify(access)}.`,
      );
  }
}

function numberIn(content: JsonObject, name: string): number | undefined {
  const value = content[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isInteger(value)) return value;
  throw new RequestError(
    `history_request: ${name} must be a whole number, and is ${JSON.stringify(value).slice(0, 40)}.`,
  );
}

/** A triple, as the protocol has it: session, line, and the input or both input and output. */
function asReply({ session, line, input, output }: HistoryEntry, withOutput: boolean): readonly unknown[] {
  return [session, line, withOutput ? [input, output ?? null] : input];
}
