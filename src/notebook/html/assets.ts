import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** KaTeX's style sheet with its fonts inside. */
export async function katexStyle(): Promise<string> {
  const path = require.resolve("katex/dist/katex.min.css");
  const style = await readFile(path, "utf8");
  const names = new Set([...style.matchAll(fontSources)].map(([, name]) => name ?? ""));
  const fonts = new Map<string, string>();
  for (const name of names) {
    const font = await readFile(join(dirname(path), name));
    fonts.set(name, `src:url(data:font/woff2;base64,${font.toString("base64")}) format("woff2")`);
  }
  return style.replaceAll(fontSources, (all, name: string) => fonts.get(name) ?? all);
}

/** A font in several formats, of which every browser of today takes the first. */
const fontSources = /src:\s*url\(([^)]+\.woff2)\)[^;}]*/g;

/** plotly.js, safe to stand in a script element. */
export async function plotlyScript(): Promise<string> {
  const script = await readFile(require.resolve("plotly.js-cartesian-dist-min"), "utf8");
  return script.replaceAll("</script", String.raw`<\/script`);
}
