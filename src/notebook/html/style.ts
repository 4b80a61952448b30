/** The look of a rendered notebook: on a screen, on a phone, on paper; by day and by night. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --text: #1f2328; --quiet: #59636e; --paper: #ffffff; --code: #f5f6f8; --line: #d9dde2; --accent: #0757ae;
  --red: #b3261e; --error: #fdf1f0; --warn: #fff8e5;
  --keyword: #8a2d7c; --string: #1d6b2f; --number: #9a4a00; --comment: #5c6773; --name: #0757ae; --type: #7a4d00;
  --blue: #0757ae; --green: #1d6b2f; --yellow: #7a5b00; --magenta: #8a2d7c; --cyan: #00636b;
}
@media (prefers-color-scheme: dark) { :root {
  --text: #e3e5e8; --quiet: #9aa4af; --paper: #15181c; --code: #1e2227; --line: #363c44; --accent: #7db8ff;
  --red: #ff8a80; --error: #2b1b1b; --warn: #2a2518;
  --keyword: #e29bd8; --string: #8fd19e; --number: #f0b072; --comment: #8b96a2; --name: #7db8ff; --type: #e6c07b;
  --blue: #7db8ff; --green: #8fd19e; --yellow: #e6c07b; --magenta: #e29bd8; --cyan: #76d0d8;
} }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--text);
  font: 1.0625rem/1.6 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
a { color: var(--accent); }
.page { display: grid; grid-template-columns: minmax(0, 50rem); justify-content: center; gap: 3rem;
  padding: 1.5rem clamp(1rem, 4vw, 3rem) 6rem; }
main { min-width: 0; }
nav { font-size: .9rem; line-height: 1.4; }
nav summary { color: var(--quiet); cursor: pointer; }
nav ul { list-style: none; margin: .5rem 0 0; padding: 0; }
nav li { margin: .35rem 0; }
nav .level-3 { padding-left: 1rem; }
nav a { color: var(--quiet); text-decoration: none; }
nav a:hover { color: var(--accent); text-decoration: underline; }
@media (min-width: 72rem) {
  .page:has(nav) { grid-template-columns: 15rem minmax(0, 50rem); }
  nav { position: sticky; top: 1.5rem; align-self: start; max-height: calc(100vh - 3rem); overflow: auto; }
}
@media (max-width: 72rem) { .page { gap: 1rem; } nav { border: 1px solid var(--line); border-radius: 6px; padding: .6rem 1rem; } }
h1, h2, h3, h4 { line-height: 1.25; margin: 2em 0 .6em; scroll-margin-top: 1rem; text-wrap: balance; }
h1 { font-size: 2rem; margin-top: 0; } h2 { font-size: 1.45rem; } h3 { font-size: 1.15rem; } h4 { font-size: 1rem; }
.anchor { opacity: 0; text-decoration: none; font-weight: 400; }
:hover > .anchor, .anchor:focus { opacity: .6; }
.prose img, .picture img, .picture svg { max-width: 100%; height: auto; }
.prose table, .html table { border-collapse: collapse; display: block; overflow-x: auto; margin: 1em 0; font-size: .95rem; }
th, td { border-bottom: 1px solid var(--line); padding: .4em .9em; text-align: left; vertical-align: top; }
th { font-weight: 600; }
blockquote { margin: 1em 0; padding: .2em 1.2em; border-left: 3px solid var(--accent); color: var(--quiet); }
blockquote > :first-child { margin-top: .3em; } blockquote > :last-child { margin-bottom: .3em; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2.5em 0; }
.math { overflow-x: auto; overflow-y: hidden; padding: .2em 0; }
pre, code { font-family: ui-monospace, "Cascadia Code", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
code { font-size: .9em; background: var(--code); border-radius: 4px; padding: .1em .3em; }
pre { font-size: .85rem; line-height: 1.5; overflow: auto; margin: 0; padding: .75rem 1rem; tab-size: 2; }
pre code { font-size: inherit; background: none; padding: 0; }
.prose pre, .raw { background: var(--code); border-radius: 6px; margin: 1em 0; }
section.code { margin: 1.4em 0; }
.source { position: relative; background: var(--code); border: 1px solid var(--line); border-radius: 6px; }
.source::before { content: attr(data-count); float: right; color: var(--quiet); margin-left: 1rem; user-select: none; }
.outputs { margin-top: .5rem; padding-left: 1rem; border-left: 3px solid var(--line); }
.outputs pre { max-height: 40rem; padding: .3rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.outputs .stderr { background: var(--warn); padding: .5rem .75rem; border-radius: 4px; }
.outputs .error { background: var(--error); padding: .75rem 1rem; border-radius: 4px; max-height: none; }
.html, .figure, .picture { overflow-x: auto; }
.unshown { color: var(--quiet); font-size: .9rem; }
.hljs-keyword, .hljs-literal { color: var(--keyword); } .hljs-string, .hljs-regexp { color: var(--string); }
.hljs-number { color: var(--number); } .hljs-comment { color: var(--comment); font-style: italic; }
.hljs-title, .hljs-attr, .hljs-property { color: var(--name); } .hljs-built_in, .hljs-title.class_ { color: var(--type); }
.hljs-subst, .hljs-params { color: inherit; }
.ansi-bold { font-weight: 700; } .ansi-italic { font-style: italic; } .ansi-underline { text-decoration: underline; }
.ansi-dim { opacity: .7; } .ansi-strikethrough { text-decoration: line-through; }
.ansi-bright-black-fg { color: var(--quiet); }
${["red", "green", "yellow", "blue", "magenta", "cyan"]
  .map((colour) => `.ansi-${colour}-fg, .ansi-bright-${colour}-fg { color: var(--${colour}); }`)
  .join("\n")}
@media print {
  :root { --text: #000; --quiet: #444; --paper: #fff; --code: #f5f6f8; --line: #ccc; --accent: #000; --red: #900;
    --error: #fff; --warn: #fff; --keyword: #8a2d7c; --string: #1d6b2f; --number: #9a4a00; --comment: #5c6773;
    --name: #0757ae; --type: #7a4d00; --blue: #0757ae; --green: #1d6b2f; --yellow: #7a5b00; --magenta: #8a2d7c; --cyan: #00636b; }
  body { font-size: 10.5pt; } .page { display: block; padding: 0; } nav, .anchor { display: none; }
  pre, .outputs pre { white-space: pre-wrap; overflow: visible; max-height: none; }
  h1, h2, h3, h4 { break-after: avoid; } .figure, .picture, tr { break-inside: avoid; }
}
`;
