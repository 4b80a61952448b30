import { closeBrackets } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { effect } from "@preact/signals";
import type { Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { completeByTab, completion } from "./completion.ts";
import { explanation } from "./explanation.ts";
import { hover } from "./hover.ts";
import type { Language } from "./language.ts";

interface Props {
  readonly source: Signal<string>;
  readonly label: string;
  readonly edit: (text: string) => void;
  readonly runHere: () => void;
  readonly runAndGoOn: () => void;
  /** Who knows the language of the code; without, the text is prose. */
  readonly language?: Language;
  /** What Escape does, once it has nothing to close. */
  readonly leave?: () => void;
}

/** A CodeMirror editor over a cell's source, which may also change from elsewhere. */
export function Editor(props: Props) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const { source } = props;
  useEffect(() => {
    if (!host.current) return;
    const state = EditorState.create({ doc: source.peek(), extensions: extensions(latest) });
    const view = new EditorView({ parent: host.current, state });
    const stop = effect(() => replaceDocument(view, source.value));
    return () => {
      stop();
      view.destroy();
    };
  }, [source]);
  return <div class="editor" ref={host} />;
}

function replaceDocument(view: EditorView, text: string): void {
  const { doc } = view.state;
  if (doc.toString() !== text) view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
}

function extensions(latest: { readonly current: Props }) {
  const { language, leave } = latest.current;
  const command = (run: () => void) => () => {
    run();
    return true;
  };
  return [
    history(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    language ? knowing(language) : EditorView.lineWrapping,
    Prec.highest(
      keymap.of([
        { key: "Shift-Enter", run: command(() => latest.current.runAndGoOn()) },
        { key: "Mod-Enter", run: command(() => latest.current.runHere()) },
        { key: "Ctrl-Enter", run: command(() => latest.current.runHere()) },
      ]),
    ),
    // Tab completes or indents; Escape and then Tab leaves the editor, so that the keyboard is never trapped in it.
    keymap.of([
      ...(language ? [{ key: "Tab", run: completeByTab }] : []),
      ...(leave ? [{ key: "Escape", run: command(leave) }] : []),
      ...defaultKeymap,
      ...historyKeymap,
      indentWithTab,
    ]),
    EditorView.contentAttributes.of({ "aria-label": latest.current.label }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) latest.current.edit(update.state.doc.toString());
    }),
  ];
}

function knowing(language: Language): Extension {
  return [
    javascript({ typescript: true }),
    syntaxHighlighting(classHighlighter),
    completion(language),
    hover(language),
    explanation(language),
  ];
}
