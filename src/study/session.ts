import { catalogue, catalogued, isPass } from "../judge/index.ts";
import type { Checked } from "./check-exercise.ts";
import type { Hint } from "./hints.ts";
import { noProgress, untouched, type Progress } from "./progress.ts";

/** What `paxoslab learn` shows. */
export interface Session {
  readonly slug: string;
  /** The learner's file, as it is shown. */
  readonly file: string;
  readonly progress: Progress;
  readonly hints: readonly Hint[];
  /** The last word of the judge; null until there is one. */
  readonly checked: Checked | null;
  readonly isChecking: boolean;
  readonly view: View;
  /** Something to be said once. */
  readonly notice: string | null;
  /** How many lines have been scrolled away. */
  readonly scrolled: number;
}

export type View =
  | { readonly kind: "verdict" }
  | { readonly kind: "list"; readonly marked: number }
  | { readonly kind: "hints" }
  | { readonly kind: "solution"; readonly text: string }
  | { readonly kind: "confirm"; readonly what: "reset" | "solution" };

export type Key =
  | "h"
  | "l"
  | "r"
  | "s"
  | "n"
  | "c"
  | "q"
  | "y"
  | "up"
  | "down"
  | "page up"
  | "page down"
  | "enter"
  | "escape";

export type Happening =
  | { readonly kind: "key"; readonly key: Key }
  | { readonly kind: "begun"; readonly slug: string; readonly file: string; readonly hints: readonly Hint[] }
  | { readonly kind: "saved" }
  | { readonly kind: "checked"; readonly checked: Checked }
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "reset"; readonly kept: string }
  /** Something did not work, for the reason in the sentence, and all goes on. */
  | { readonly kind: "trouble"; readonly sentence: string }
  | { readonly kind: "solution"; readonly text: string };

/** What the world is asked to do. */
export type Wish =
  | { readonly kind: "begin"; readonly slug: string }
  | { readonly kind: "check" }
  | { readonly kind: "reset" }
  | { readonly kind: "read solution" }
  | { readonly kind: "note hint"; readonly count: number }
  | { readonly kind: "quit" };

export interface Turn {
  readonly session: Session;
  readonly wishes: readonly Wish[];
}

export const emptySession: Session = {
  slug: "",
  file: "",
  progress: noProgress,
  hints: [],
  checked: null,
  isChecking: false,
  view: { kind: "verdict" },
  notice: null,
  scrolled: 0,
};

/** The first exercise that has not been passed, in the order of the course; null if all have. */
export function nextToDo({ exercises }: Progress, after?: string): string | null {
  const start = catalogue.findIndex(({ slug }) => slug === after) + 1;
  const inTurn = [...catalogue.slice(start), ...catalogue.slice(0, start)];
  return inTurn.find(({ slug }) => (exercises[slug]?.passedAt ?? null) === null)?.slug ?? null;
}

/** Pure: everything that happens to a session, and what is to be done about it. */
export function advance(session: Session, happening: Happening): Turn {
  switch (happening.kind) {
    case "key":
      return onKey({ ...session, notice: null }, happening.key);
    case "begun": {
      const { slug, file, hints } = happening;
      const fresh: Session = {
        ...emptySession,
        progress: session.progress,
        notice: session.notice,
        slug,
        file,
        hints,
      };
      return { session: { ...fresh, isChecking: true }, wishes: [{ kind: "check" }] };
    }
    case "saved":
      return { session: { ...session, isChecking: true }, wishes: [{ kind: "check" }] };
    case "checked":
      return quiet({ ...session, checked: happening.checked, isChecking: false, scrolled: 0 });
    case "progress":
      return quiet({ ...session, progress: happening.progress });
    case "reset":
      return quiet({
        ...verdictView(session),
        notice: `Begun again. What you had is kept as ${happening.kept}.`,
      });
    case "trouble":
      return quiet({ ...session, notice: happening.sentence });
    case "solution":
      return quiet({ ...session, view: { kind: "solution", text: happening.text }, scrolled: 0 });
  }
}

function onKey(session: Session, key: Key): Turn {
  if (session.view.kind === "list") return onListKey(session, session.view.marked, key);
  if (session.view.kind === "confirm") return onAnswer(session, session.view.what, key);
  switch (key) {
    case "q":
      return { session, wishes: [{ kind: "quit" }] };
    case "h":
      return anotherHint(session);
    case "l":
      return quiet(listView(session));
    case "r":
      return quiet({ ...session, view: { kind: "confirm", what: "reset" }, scrolled: 0 });
    case "s":
      return hasPassed(session)
        ? { session, wishes: [{ kind: "read solution" }] }
        : quiet({ ...session, view: { kind: "confirm", what: "solution" }, scrolled: 0 });
    case "n": {
      const next = nextToDo(session.progress, session.slug);
      if (next === null) return quiet({ ...session, notice: "You have passed every exercise there is." });
      return { session, wishes: [{ kind: "begin", slug: next }] };
    }
    case "c":
    case "escape":
      return session.view.kind === "verdict" && key === "c"
        ? { session: { ...session, isChecking: true }, wishes: [{ kind: "check" }] }
        : quiet(verdictView(session));
    case "up":
      return quiet(scrolledBy(session, -1));
    case "down":
      return quiet(scrolledBy(session, 1));
    case "page up":
      return quiet(scrolledBy(session, -10));
    case "page down":
      return quiet(scrolledBy(session, 10));
    case "enter":
    case "y":
      return quiet(session);
  }
}

function onListKey(session: Session, marked: number, key: Key): Turn {
  const last = catalogue.length - 1;
  const mark = (place: number): Turn =>
    quiet({ ...session, view: { kind: "list", marked: Math.max(0, Math.min(last, place)) } });
  switch (key) {
    case "up":
      return mark(marked - 1);
    case "down":
      return mark(marked + 1);
    case "page up":
      return mark(0);
    case "page down":
      return mark(last);
    case "enter":
      return { session: verdictView(session), wishes: [{ kind: "begin", slug: catalogue[marked]!.slug }] };
    case "q":
      return { session, wishes: [{ kind: "quit" }] };
    case "h":
    case "l":
    case "r":
    case "s":
    case "n":
    case "c":
    case "y":
    case "escape":
      return quiet(verdictView(session));
  }
}

/** Anything but yes means no. */
function onAnswer(session: Session, what: "reset" | "solution", key: Key): Turn {
  const back = verdictView(session);
  if (key !== "y") return quiet(back);
  return { session: back, wishes: [{ kind: what === "reset" ? "reset" : "read solution" }] };
}

/** One more hint than before, if there is one. */
function anotherHint(session: Session): Turn {
  const seen = session.progress.exercises[session.slug]?.hints ?? 0;
  const isOpen = session.view.kind === "hints";
  // The first key shows again what has been seen; the next one asks for more.
  const count = Math.min(session.hints.length, isOpen || seen === 0 ? seen + 1 : seen);
  const exercises = { ...session.progress.exercises, [session.slug]: { ...known(session), hints: count } };
  return {
    session: {
      ...session,
      view: { kind: "hints" },
      scrolled: 0,
      progress: { ...session.progress, exercises },
    },
    wishes: count === seen ? [] : [{ kind: "note hint", count }],
  };
}

export const known = ({ progress, slug }: Session) => progress.exercises[slug] ?? untouched;

export const hasPassed = (session: Session): boolean =>
  known(session).passedAt !== null || (session.checked?.kind === "judged" && isPass(session.checked.verdict));

const listView = (session: Session): Session => ({
  ...session,
  view: { kind: "list", marked: catalogue.indexOf(catalogued(session.slug)) },
  scrolled: 0,
});

const verdictView = (session: Session): Session => ({ ...session, view: { kind: "verdict" }, scrolled: 0 });

const scrolledBy = (session: Session, lines: number): Session => ({
  ...session,
  scrolled: Math.max(0, session.scrolled + lines),
});

const quiet = (session: Session): Turn => ({ session, wishes: [] });
