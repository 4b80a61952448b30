import type { Layout } from "plotly.js";

/** Colours that can be told apart by readers who see few of them, on light and on dark paper. */
const colorway = {
  light: ["#1d5f86", "#c2571a", "#2f7d4f", "#8a4f9e", "#a8842c", "#5a6b75"],
  dark: ["#7fbbdc", "#ec9a5e", "#7cc79a", "#c99ad8", "#d8bd6a", "#a3b3bd"],
};

/** The figure's layout over the page's colours and fonts. What the figure says itself wins. */
export function themed(layout: Partial<Layout>, isDark: boolean): Partial<Layout> {
  const ink = isDark ? "#dfe5e6" : "#22272b";
  const grid = isDark ? "#2c373e" : "#e3ded3";
  const axis = { gridcolor: grid, zerolinecolor: grid, linecolor: grid, automargin: true };
  const page: Partial<Layout> = {
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: '"Source Sans 3 Variable", system-ui, sans-serif', size: 14, color: ink },
    colorway: isDark ? colorway.dark : colorway.light,
    hoverlabel: { bgcolor: isDark ? "#1d272d" : "#ffffff", bordercolor: grid, font: { color: ink } },
    autosize: true,
  };
  const axes = Object.keys({ xaxis: 0, yaxis: 0, ...layout }).filter((key) => /^[xy]axis\d*$/.test(key));
  const withAxes = { ...page, ...Object.fromEntries(axes.map((key) => [key, axis])) };
  return merge(withAxes, layout);
}

type Tree = Readonly<Record<string, unknown>>;

function merge(under: Tree, over: Tree): Tree {
  const entries = Object.entries(over).map(([key, value]) => {
    const base = under[key];
    return [key, isTree(base) && isTree(value) ? merge(base, value) : value] as const;
  });
  return { ...under, ...Object.fromEntries(entries) };
}

const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);
