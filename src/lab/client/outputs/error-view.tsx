import { useMemo } from "preact/hooks";
import { highlightCode } from "../../../notebook/markdown.ts";
import type { ErrorOutput } from "../../server/api.ts";
import { TerminalText } from "./terminal-text.tsx";
import { tracebackParts, type FrameLine, type TracebackPart } from "./traceback.ts";

/** What went wrong in a cell, as the kernel wrote it; the code it points at stands out. */
export function ErrorView({ error }: { readonly error: ErrorOutput }) {
  const traceback = error.traceback.join("\n");
  const headline = error.evalue === "" ? error.ename : `${error.ename}: ${error.evalue}`;
  const parts = useMemo(
    () => tracebackParts(traceback === "" ? headline : traceback, error.ename),
    [traceback, headline],
  );
  return (
    <div class="error" role="alert">
      {parts.map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { readonly part: TracebackPart }) {
  switch (part.kind) {
    case "headline":
    case "text":
      return (
        <div class={part.kind}>
          <TerminalText text={part.text} />
        </div>
      );
    case "frame":
      return (
        <pre class="code-frame">
          {part.lines.map((line, index) => (
            <Line key={index} line={line} />
          ))}
        </pre>
      );
  }
}

function Line({ line: { number, code, isMarked } }: { readonly line: FrameLine }) {
  const kind = ["frame-line", ...(isMarked ? ["marked"] : [])].join(" ");
  const isCaret = number === "";
  return (
    <span class={kind}>
      <span class="number">{number}</span>
      {isCaret ? (
        <span class="caret">{code}</span>
      ) : (
        <span dangerouslySetInnerHTML={{ __html: highlightCode(code, "typescript") }} />
      )}
      {"\n"}
    </span>
  );
}
