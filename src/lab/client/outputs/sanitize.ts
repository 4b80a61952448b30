import DOMPurify from "dompurify";

/**
 * HTML with nothing in it that runs. Links to notebooks become links to lessons, others open a new tab; pictures
 * beside the notebook come from the server.
 */
export function sanitize(html: string): string {
  return purifier.sanitize(html, { ADD_ATTR: ["target"] });
}

/** Does this HTML need scripts to be what it is? Then it belongs into a frame of its own. */
export function wantsScripts(html: string): boolean {
  return /<script\b|<iframe\b|<[^>]+\son\w+\s*=/i.test(html);
}

const pictures = new URL("/lab/files/", location.href);

/** A path beside the notebook, rather than an address or a path from the server's root. */
const isRelative = (src: string): boolean => !/^([a-z][a-z\d+.-]*:|[/#])/i.test(src);

const purifier = DOMPurify(window);

purifier.addHook("afterSanitizeAttributes", (element) => {
  const src = element.tagName === "IMG" ? element.getAttribute("src") : null;
  if (src !== null && isRelative(src)) element.setAttribute("src", new URL(src, pictures).pathname);
  const href = element.tagName === "A" ? element.getAttribute("href") : null;
  if (href === null || href.startsWith("#")) return;
  const lesson = /^(?:\.\/)?(\d+-[\w-]+)\.ipynb(#.*)?$/.exec(href);
  if (lesson) {
    element.setAttribute("href", `/lessons/${lesson[1]}${lesson[2] ?? ""}`);
  } else {
    element.setAttribute("target", "_blank");
    element.setAttribute("rel", "noopener noreferrer");
  }
});
