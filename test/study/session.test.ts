import { array, assert, constantFrom, integer, nat, property } from "fast-check";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/judge/index.ts";
import { afterAttempt, noProgress, untouched, type Progress } from "../../src/study/progress.ts";
import { screen, scrolledIn } from "../../src/study/screen.ts";
import {
  advance,
  emptySession,
  nextToDo,
  type Happening,
  type Key,
  type Session,
} from "../../src/study/session.ts";

const hints = [1, 2, 3].map((nth) => ({ title: `Hint ${nth}`, text: `Text ${nth}` }));

const begun: Session = advance(emptySession, {
  kind: "begun",
  slug: "acceptor",
  file: "exercises/acceptor/acceptor.ts",
  hints,
}).session;

const press = (session: Session, ...keys: readonly Key[]): Session =>
  keys.reduce((before, key) => advance(before, { kind: "key", key }).session, session);

const passed = (...slugs: readonly string[]): Progress => ({
  ...noProgress,
  exercises: Object.fromEntries(
    slugs.map((slug) => [slug, afterAttempt(untouched, { points: 5, of: 5 }, new Date(0))]),
  ),
});

const shown = (session: Session): string => screen(session, { columns: 100, rows: 40 }).join("\n");

describe("a session", () => {
  it("looks at the file when it begins, and whenever it is saved", () => {
    const saved = advance({ ...begun, isChecking: false }, { kind: "saved" });
    expect(saved.wishes).toEqual([{ kind: "check" }]);
    expect(saved.session.isChecking).toBe(true);
  });

  it("shows one hint more with each h, and the ones before again after a look elsewhere", () => {
    const first = press(begun, "h");
    expect(shown(first)).toContain("Text 1");
    expect(shown(first)).not.toContain("Text 2");
    expect(shown(press(first, "escape", "h"))).not.toContain("Text 2");
    expect(shown(press(first, "h"))).toContain("Text 2");
    expect(shown(press(first, "h", "h", "h", "h"))).toContain("That was the last one");
  });

  it("asks before it begins again, and takes anything but y for a no", () => {
    const asked = press(begun, "r");
    expect(shown(asked)).toContain("Begin again with the stub?");
    expect(advance(asked, { kind: "key", key: "y" }).wishes).toEqual([{ kind: "reset" }]);
    expect(advance(asked, { kind: "key", key: "n" }).wishes).toEqual([]);
  });

  it("shows the solution to whoever has passed, and asks the others first", () => {
    expect(advance(begun, { kind: "key", key: "s" }).wishes).toEqual([]);
    const able = { ...begun, progress: passed("acceptor") };
    expect(advance(able, { kind: "key", key: "s" }).wishes).toEqual([{ kind: "read solution" }]);
  });

  it("lists all exercises and begins the one that is chosen", () => {
    const listed = press(begun, "l");
    for (const { title } of catalogue) expect(shown(listed)).toContain(title);
    const up = press(listed, "up");
    expect(advance(up, { kind: "key", key: "enter" }).wishes).toEqual([{ kind: "begin", slug: "quorum" }]);
  });

  it("keeps what is marked in the list in sight, however low the terminal", () => {
    const last = press(begun, "l", "page down");
    const lines = screen(last, { columns: 80, rows: 14 }).map((line) => stripVTControlCharacters(line));
    expect(lines.some((line) => line.startsWith("▸") && line.includes(catalogue.at(-1)!.title))).toBe(true);
    expect(lines.join("\n")).toContain("Enter begins");
  });

  it("scrolls no further than its last line", () => {
    const text = Array.from({ length: 30 }, (_, nth) => `line ${nth + 1}`).join("\n");
    const opened = advance(begun, { kind: "solution", text }).session;
    const terminal = { columns: 80, rows: 24 };
    const far = scrolledIn(press(opened, ...Array<Key>(20).fill("page down")), terminal);
    expect(screen(far, terminal).join("\n")).toContain("line 30");
    expect(screen(press(far, "up"), terminal).join("\n")).not.toContain("line 30");
  });

  it("says what did not work, and goes on", () => {
    const { session } = advance(begun, { kind: "trouble", sentence: "The disk is full." });
    expect(shown(session)).toContain("The disk is full.");
    expect(shown(press(session, "h"))).not.toContain("The disk is full.");
  });

  it("goes on to the next exercise that has not been passed, and begins at the front again after the last", () => {
    expect(nextToDo(noProgress)).toBe("ballots");
    expect(nextToDo(passed("ballots", "quorum"))).toBe("acceptor");
    expect(nextToDo(passed("ballots"), catalogue.at(-1)!.slug)).toBe("quorum");
    expect(nextToDo(passed(...catalogue.map(({ slug }) => slug)))).toBeNull();
  });

  it("fits its terminal, whatever keys are pressed and however small it is", () => {
    const keys = constantFrom<Key>(
      "h",
      "l",
      "r",
      "s",
      "n",
      "c",
      "y",
      "up",
      "down",
      "page down",
      "enter",
      "escape",
    );
    assert(
      property(array(keys), nat({ max: 200 }), integer({ min: 8, max: 60 }), (pressed, columns, rows) => {
        const happenings = pressed.map((key): Happening => ({ kind: "key", key }));
        const session = happenings.reduce((before, one) => advance(before, one).session, begun);
        const lines = screen(session, { columns, rows });
        expect(lines.length).toBe(rows);
      }),
      { numRuns: 50 },
    );
  });
});
