import { useMemo } from "preact/hooks";
import { createMarkdown } from "../../../notebook/markdown.ts";
import type { MimeBundle } from "../../server/api.ts";
import { FramedHtml } from "./framed-html.tsx";
import { bestMime, mimeText, plotlyMime } from "./mime.ts";
import { PlotlyFigure } from "./plotly-figure.tsx";
import { sanitize, wantsScripts } from "./sanitize.ts";
import { LongText } from "./terminal-text.tsx";

/** One displayed value, in the richest of the forms it comes in. */
export function Rich({ data }: { readonly data: MimeBundle }) {
  const mime = bestMime(data);
  if (mime === undefined)
    return <div class="plain">(This page cannot show {Object.keys(data).join(", ")}.)</div>;
  const text = mime === plotlyMime ? "" : mimeText(data[mime]);
  switch (mime) {
    case plotlyMime:
      return <PlotlyFigure figure={data[mime]} />;
    case "text/html":
      return wantsScripts(text) ? <FramedHtml html={text} /> : <SafeHtml html={text} />;
    case "image/svg+xml":
      return <SafeHtml html={text} />;
    case "image/png":
    case "image/jpeg":
    case "image/gif":
    case "image/webp":
      return (
        <img class="picture" src={`data:${mime};base64,${text.replaceAll(/\s/g, "")}`} alt={altText(data)} />
      );
    case "text/markdown":
    case "text/latex":
      return <Markdown text={text} />;
    case "application/json":
    case "text/plain":
      return (
        <div class="plain">
          <LongText text={text} />
        </div>
      );
  }
}

function SafeHtml({ html }: { readonly html: string }) {
  const safe = useMemo(() => sanitize(html), [html]);
  return <div class="html" dangerouslySetInnerHTML={{ __html: safe }} />;
}

function Markdown({ text }: { readonly text: string }) {
  const safe = useMemo(() => sanitize(createMarkdown().render(text).html), [text]);
  return <div class="prose" dangerouslySetInnerHTML={{ __html: safe }} />;
}

/** The plain form of a picture describes it to who cannot see it. */
const altText = (data: MimeBundle): string => mimeText(data["text/plain"] ?? "Picture printed by the cell");
