import { isComplete as judge } from "../../language/index.ts";
import { magicOf, MagicError } from "../../service/index.ts";
import { textField, type Handler } from "./handler.ts";

/** What the Enter key should do in a console: run the code, or go on in a new line. */
export const isComplete: Handler = (request) => {
  const code = textField(request, "code");
  try {
    return { ...judge(magicOf(code)?.rest ?? code) };
  } catch (error) {
    // No further line would mend it; running it says what would.
    if (error instanceof MagicError) return { status: "complete" };
    throw error;
  }
};
