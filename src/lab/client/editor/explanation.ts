import { StateEffect, StateField, type Transaction } from "@codemirror/state";
import {
  EditorView,
  keymap,
  showTooltip,
  ViewPlugin,
  type Command,
  type Tooltip,
  type ViewUpdate,
} from "@codemirror/view";
import { documentation } from "./documentation.ts";
import type { Language } from "./language.ts";

/**
 * What the editor explains at the cursor. The call being typed is explained until it is left; what the learner asked
 * about, until the cursor moves.
 */
interface Explained {
  readonly kind: "call" | "asked";
  readonly position: number;
  readonly markdown: string;
}

const setExplained = StateEffect.define<Explained | null>();

const explained = StateField.define<Explained | null>({
  create: () => null,
  update: afterTransaction,
  provide: (field) => showTooltip.from(field, (value) => value && tooltipOf(value)),
});

function afterTransaction(value: Explained | null, transaction: Transaction): Explained | null {
  for (const effect of transaction.effects) if (effect.is(setExplained)) return effect.value;
  if (!value) return null;
  const hasMoved = transaction.docChanged || transaction.selection !== undefined;
  if (value.kind === "asked") return hasMoved ? null : value;
  const position = transaction.changes.mapPos(value.position);
  return position === value.position ? value : { ...value, position };
}

function tooltipOf({ kind, position, markdown }: Explained): Tooltip {
  const create = () => {
    const dom = documentation(markdown);
    dom.classList.add("at-cursor");
    dom.setAttribute("role", "status");
    return { dom };
  };
  return { pos: position, above: kind === "call", strictSide: false, arrow: false, create };
}

/** Signature help while a call is typed; Shift-Tab and Mod-i explain what is at the cursor; Escape closes. */
export function explanation(language: Language) {
  return [
    explained,
    ViewPlugin.define((view) => new CallWatcher(view, language)),
    EditorView.domEventHandlers({ blur: (_, view) => void close(view) }),
    keymap.of([
      { key: "Shift-Tab", run: askAtWord(language) },
      { key: "Mod-i", run: ask(language) },
      { key: "Escape", run: close },
    ]),
  ];
}

/** Follows the cursor through the arguments of a call. */
class CallWatcher {
  readonly #view: EditorView;
  readonly #language: Language;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView, language: Language) {
    this.#view = view;
    this.#language = language;
  }

  update(update: ViewUpdate): void {
    const isOpen = update.state.field(explained)?.kind === "call";
    const hasMoved = update.docChanged || update.selectionSet;
    if (!update.transactions.some(beginsArgument) && !(isOpen && hasMoved)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#show(), 60);
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }

  async #show(): Promise<void> {
    const { state } = this.#view;
    const { head } = state.selection.main;
    const found = await this.#language.inspect(state.doc.toString(), head);
    const { state: now } = this.#view;
    if (now.doc !== state.doc || now.selection.main.head !== head || !this.#view.hasFocus) return;
    const open = now.field(explained);
    const markdown = found?.call;
    if (markdown === undefined) {
      if (open?.kind === "call") close(this.#view);
    } else if (open?.markdown !== markdown) {
      const position = open?.kind === "call" ? open.position : head;
      this.#view.dispatch({ effects: setExplained.of({ kind: "call", position, markdown }) });
    }
  }
}

/** Was an opening parenthesis or a comma typed? The closing one may have come along. */
function beginsArgument(transaction: Transaction): boolean {
  if (!transaction.isUserEvent("input.type")) return false;
  let isArgument = false;
  transaction.changes.iterChanges((_from, _to, _fromB, _toB, inserted) => {
    isArgument ||= /^[(,]/.test(inserted.toString());
  });
  return isArgument;
}

function ask(language: Language): Command {
  return (view) => {
    void explainCursor(view, language);
    return true;
  };
}

/** As in Jupyter: behind something, Shift-Tab asks about it; in the indentation it is left to dedent. */
function askAtWord(language: Language): Command {
  return (view) => {
    const { head, empty } = view.state.selection.main;
    const { text, from } = view.state.doc.lineAt(head);
    if (!empty || text.slice(0, head - from).trim() === "") return false;
    return ask(language)(view);
  };
}

async function explainCursor(view: EditorView, language: Language): Promise<void> {
  const { doc, selection } = view.state;
  const { head } = selection.main;
  const found = await language.inspect(doc.toString(), head);
  if (!found || view.state.doc !== doc || view.state.selection.main.head !== head) return;
  const word = view.state.wordAt(head);
  const value = { kind: "asked", position: word?.from ?? head, markdown: found.whole } as const;
  view.dispatch({ effects: setExplained.of(value) });
}

function close(view: EditorView): boolean {
  if (!view.state.field(explained)) return false;
  view.dispatch({ effects: setExplained.of(null) });
  return true;
}
