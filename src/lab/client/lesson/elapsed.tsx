import { useEffect, useState } from "preact/hooks";
import type { RunState } from "../model/cell.ts";

/** How long a cell runs, or ran. */
export function Elapsed({ run }: { readonly run: RunState }) {
  switch (run.kind) {
    case "never":
      return <span class="elapsed" />;
    case "queued":
      return <span class="elapsed">waiting</span>;
    case "running":
      return <Ticking since={run.startedAt ?? null} />;
    case "finished":
      return <span class="elapsed">{run.elapsedMs === null ? "done" : inWords(run.elapsedMs)}</span>;
  }
}

function Ticking({ since }: { readonly since: number | null }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return (
    <span class="elapsed running">running {since === null ? "" : inWords(Math.max(0, now - since))}</span>
  );
}

function inWords(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
