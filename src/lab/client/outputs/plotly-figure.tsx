import type { Config, Data, Layout } from "plotly.js";
import { useEffect, useRef, useState } from "preact/hooks";
import { themed } from "./plotly-theme.ts";

interface Figure {
  readonly data?: Data[];
  readonly layout?: Partial<Layout>;
  readonly config?: Partial<Config>;
}

/** A Plotly figure that follows the page's theme and width. */
export function PlotlyFigure({ figure }: { readonly figure: unknown }) {
  const host = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isDark = useIsDark();
  const { data = [], layout = {}, config = {} } = figure as Figure;
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const settings = { ...config, responsive: true, displaylogo: false };
    const draw = async () => {
      const plotly = await loadPlotly();
      // Plotly writes into what it is given, and the outputs are kept and saved.
      const own = structuredClone({ data, layout });
      await plotly.react(element, own.data, themed(own.layout, isDark), settings);
    };
    draw().then(
      () => setProblem(null),
      (error: Error) => setProblem(error.message),
    );
  }, [figure, isDark]);
  useEffect(() => () => void (host.current && forget(host.current)), []);
  return (
    <>
      {problem !== null && <div class="plain">The figure could not be drawn: {problem}</div>}
      <div
        class={layout.height === undefined ? "figure" : "figure own-height"}
        ref={host}
        role="figure"
        aria-label={titleOf(layout)}
      />
    </>
  );
}

const loadPlotly = async () => (await import("plotly.js-cartesian-dist-min")).default;

async function forget(element: HTMLElement): Promise<void> {
  (await loadPlotly()).purge(element);
}

function useIsDark(): boolean {
  const query = "(prefers-color-scheme: dark)";
  const [isDark, setIsDark] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = () => setIsDark(media.matches);
    media.addEventListener("change", follow);
    return () => media.removeEventListener("change", follow);
  }, []);
  return isDark;
}

function titleOf(layout: Partial<Layout>): string {
  const title: unknown = typeof layout.title === "object" ? layout.title.text : layout.title;
  return typeof title === "string" && title !== "" ? title.replaceAll(/<[^>]*>/g, " ") : "Figure";
}
