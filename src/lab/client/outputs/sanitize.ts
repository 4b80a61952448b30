import DOMPurify from "dompurify";

/** HTML with nothing in it that runs. Links to notebooks become links to lessons, others open a new tab. */
export function sanitize(html: string): string {
  return purifier.sanitize(html, { ADD_ATTR: ["target"] });
}

/** Does this HTML need scripts to be what it is? Then it belongs into a frame of its own. */
export function wantsScripts(html: string): boolean {
  return /<script\b|<iframe\b|<[^>]+\son\w+\s*=/i.test(html);
}

const purifier = DOMPurify(window);

purifier.addHook("afterSanitizeAttributes", (element) => {
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
