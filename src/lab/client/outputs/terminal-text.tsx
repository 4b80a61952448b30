import Anser from "anser";
import { useMemo, useState } from "preact/hooks";
import { excerpt, overwriteLines } from "./long-text.ts";

/** Text as a terminal shows it, its end first: a flood must not freeze the page. */
export function LongText({ text }: { readonly text: string }) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? { text, hiddenLines: 0 } : excerpt(text);
  return (
    <>
      {shown.hiddenLines > 0 && (
        <button type="button" class="button show-all" onClick={() => setIsWhole(true)}>
          Show all ({shown.hiddenLines.toLocaleString("en")} more lines above)
        </button>
      )}
      <div class={shown.hiddenLines > 0 ? "scroll from-end" : "scroll"}>
        <TerminalText text={shown.text} />
      </div>
    </>
  );
}

/** ANSI colours and carriage returns, as spans. */
export function TerminalText({ text }: { readonly text: string }) {
  const pieces = useMemo(
    () => Anser.ansiToJson(overwriteLines(text), { use_classes: true, remove_empty: true }),
    [text],
  );
  return (
    <pre>
      {pieces.map((piece, index) => (
        <Piece key={index} piece={piece} />
      ))}
    </pre>
  );
}

function Piece({ piece }: { readonly piece: Anser.AnserJsonEntry }) {
  const { content, fg, bg, fg_truecolor: fgTrue, bg_truecolor: bgTrue, decorations } = piece;
  if (!fg && !bg && decorations.length === 0) return <>{content}</>;
  const names = [
    fg && `${fg}-fg`,
    bg && `${bg}-bg`,
    ...decorations.map((decoration) => `ansi-${decoration}`),
  ];
  const style = {
    ...(fgTrue ? { color: `rgb(${fgTrue})` } : {}),
    ...(bgTrue ? { backgroundColor: `rgb(${bgTrue})` } : {}),
  };
  return (
    <span class={names.filter(Boolean).join(" ")} style={style}>
      {content}
    </span>
  );
}
