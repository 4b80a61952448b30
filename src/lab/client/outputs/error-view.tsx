import type { ErrorOutput } from "../../server/api.ts";
import { TerminalText } from "./terminal-text.tsx";

/** What went wrong in a cell: the message large, the traceback as the kernel wrote it. */
export function ErrorView({ error }: { readonly error: ErrorOutput }) {
  const traceback = error.traceback.join("\n");
  const headline = error.evalue === "" ? error.ename : `${error.ename}: ${error.evalue}`;
  return (
    <div class="error" role="alert">
      <TerminalText text={traceback === "" ? headline : traceback} />
    </div>
  );
}
