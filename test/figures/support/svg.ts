/** How many elements of the class the drawing has, the legend's samples aside. */
export function countOf(svg: string, className: string): number {
  return drawing(svg).match(new RegExp(`class="([^"]* )?${className}( [^"]*)?"`, "g"))?.length ?? 0;
}

/** The words of all tips. */
export function tips(svg: string): readonly string[] {
  return [...drawing(svg).matchAll(/<title>([^<]*)<\/title>/g)].map(([, words]) => unescape(words ?? ""));
}

/** The words that stand in the drawing, of one class if given. */
export function texts(svg: string, className = ""): readonly string[] {
  return [...svg.matchAll(/<text class="([^"]*)"[^>]*>([^<]*)<\/text>/g)]
    .filter(([, classes]) => className === "" || (classes?.split(" ").includes(className) ?? false))
    .map(([, , words]) => unescape(words ?? ""));
}

/** The nested SVG in which lanes and messages lie. */
function drawing(svg: string): string {
  return svg.slice(svg.indexOf("<svg", 1), svg.lastIndexOf("</svg>"));
}

const unescape = (words: string): string =>
  words.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
