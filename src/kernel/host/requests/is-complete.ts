import { isComplete as judge } from "../../language/index.ts";
import { textField, type Handler } from "./handler.ts";

/** What the Enter key should do in a console: run the code, or go on in a new line. */
export const isComplete: Handler = (request) => ({ ...judge(textField(request, "code")) });
