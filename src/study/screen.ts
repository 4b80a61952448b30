import { stripVTControlCharacters, styleText } from "node:util";
import wrapAnsi from "wrap-ansi";
import { catalogue, catalogued, isPass } from "../judge/index.ts";
import { checkedText } from "./check.ts";
import { hasPassed, known, type Session } from "./session.ts";

export interface Terminal {
  readonly columns: number;
  readonly rows: number;
}

/** The whole screen, as many lines as there are rows. */
export function screen(session: Session, terminal: Terminal): readonly string[] {
  const { top, content, room, bottom } = layout(session, terminal);
  const from = firstShown(session, content, room);
  const shown = content.slice(from, from + room);
  const isMore = from + room < content.length;
  if (isMore)
    shown[shown.length - 1] = styleText("dim", `… ${content.length - from - room + 1} more lines: ↓`);
  const filler = Array.from({ length: room - shown.length }, () => "");
  return [...top, ...shown, ...filler, ...bottom].slice(0, terminal.rows);
}

/** The session, scrolled no further than there is something to be seen: the way back is as short. */
export function scrolledIn(session: Session, terminal: Terminal): Session {
  const { content, room } = layout(session, terminal);
  const most = Math.max(0, content.length - room);
  return session.scrolled <= most ? session : { ...session, scrolled: most };
}

interface Layout {
  readonly top: readonly string[];
  readonly content: readonly string[];
  /** Lines for the content. */
  readonly room: number;
  readonly bottom: readonly string[];
}

function layout(session: Session, { columns, rows }: Terminal): Layout {
  const width = Math.max(20, Math.min(columns, 110));
  const fit = (lines: readonly string[]): readonly string[] => lines.flatMap((line) => wrapped(line, width));
  const whole = fit(header(session));
  const bottom = fit(footer(session));
  // In a low terminal the verdict matters more than the task.
  const top = rows - whole.length - bottom.length < 6 ? whole.slice(0, 1) : whole;
  return {
    top,
    content: fit(body(session, width)),
    room: Math.max(3, rows - top.length - bottom.length),
    bottom,
  };
}

/** In a list, what is marked stays in sight. */
function firstShown({ view, scrolled }: Session, content: readonly string[], room: number): number {
  const last = Math.max(0, content.length - room);
  if (view.kind !== "list") return Math.min(scrolled, last);
  const marked = content.findIndex((line) => stripVTControlCharacters(line).startsWith(mark));
  return Math.max(0, Math.min(last, marked - Math.floor(room / 2)));
}

const mark = "▸";

const hasPassedBefore = ({ progress }: Session, slug: string): boolean =>
  (progress.exercises[slug]?.passedAt ?? null) !== null;

/** Lines that are continued stand as far in as the line began. */
function wrapped(line: string, width: number): readonly string[] {
  const indent = /^ */.exec(line)![0];
  const hanging = /^ *(?:\d+\.|[✓✗–▸·]) /.exec(line)?.[0].length ?? indent.length;
  const [first = "", ...others] = wrapAnsi(line, width - hanging, { trim: false, hard: true }).split("\n");
  return [first, ...others.map((other) => " ".repeat(hanging) + other.trimStart())];
}

function header(session: Session): readonly string[] {
  const { title, lesson, minutes, task } = catalogued(session.slug);
  const passed = catalogue.filter(({ slug }) => hasPassedBefore(session, slug)).length;
  return [
    `${styleText("bold", title)}  ${styleText("dim", `lesson ${lesson}, about ${minutes} min · ${passed} of ${catalogue.length} exercises passed`)}`,
    styleText("dim", `${task[0]!.toUpperCase()}${task.slice(1)}.`),
    `Edit ${styleText("cyan", session.file)}; every save is looked at. The README beside it has the contract.`,
    "",
  ];
}

function body(session: Session, width: number): readonly string[] {
  const { view } = session;
  switch (view.kind) {
    case "verdict":
      return verdictLines(session);
    case "list":
      return list(session, view.marked, width);
    case "hints":
      return hints(session);
    case "solution":
      return ["The reference solution, and why it is right:", "", ...view.text.split("\n")];
    case "confirm":
      return [
        view.what === "reset"
          ? "Begin again with the stub? What you have now is kept in a file beside it. y: yes; any other key: no."
          : "You have not passed yet. See the solution all the same? y: yes; any other key: no. (A hint costs less: h)",
      ];
  }
}

function verdictLines(session: Session): readonly string[] {
  const { checked, isChecking } = session;
  if (checked === null) return [isChecking ? "Looking at it …" : ""];
  const lines = checkedText(checked, { details: "first" }).split("\n").map(coloured);
  const isDone = checked.kind === "judged" && isPass(checked.verdict);
  return [
    ...(isChecking ? [styleText("dim", "Looking at it again …"), ""] : []),
    ...lines,
    ...(isDone
      ? ["", styleText("green", "Passed. s shows the reference solution, n goes on to the next exercise.")]
      : []),
  ];
}

function coloured(line: string): string {
  if (line.startsWith("✓")) return styleText("green", line);
  if (line.startsWith("✗")) return styleText("red", line);
  return line;
}

function list(session: Session, marked: number, width: number): readonly string[] {
  const isNarrow = width < 74;
  return catalogue.map(({ slug, title, lesson, minutes }, place) => {
    const state = session.progress.exercises[slug];
    const sign = hasPassedBefore(session, slug)
      ? styleText("green", "✓")
      : (state?.attempts ?? 0) > 0
        ? "·"
        : " ";
    const points = state !== undefined && state.of > 0 ? `${state.best}/${state.of}` : "";
    const line = `${title.padEnd(26)} ${isNarrow ? lesson.slice(0, 2) : lesson.padEnd(24)} ${`${minutes} min`.padStart(6)}  ${points}`;
    return `${place === marked ? styleText("cyan", mark) : " "} ${sign} ${place === marked ? styleText("bold", line) : line}`;
  });
}

function hints(session: Session): readonly string[] {
  const count = known(session).hints;
  const shown = session.hints
    .slice(0, count)
    .flatMap(({ title, text }) => [styleText("bold", title), ...text.split("\n"), ""]);
  const left = session.hints.length - count;
  return [
    ...shown,
    left > 0
      ? `h shows the next one (${left} left); Esc goes back.`
      : "That was the last one; Esc goes back.",
  ];
}

function footer(session: Session): readonly string[] {
  return [
    "",
    ...(session.notice === null ? [] : [styleText("yellow", session.notice)]),
    styleText("dim", keysIn(session)),
  ];
}

function keysIn(session: Session): string {
  switch (session.view.kind) {
    case "list":
      return "↑↓ choose · Enter begins · Esc goes back · q quit";
    case "confirm":
      return "y yes · any other key no";
    case "verdict":
    case "hints":
    case "solution": {
      const solution = hasPassed(session) ? "s solution" : "s solution (asks first)";
      return `h hint · l list · n next · c check again · r reset · ${solution} · ↑↓ scroll · q quit`;
    }
  }
}
