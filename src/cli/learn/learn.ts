import { relative, resolve } from "node:path";
import { catalogue } from "../../judge/index.ts";
import {
  advance,
  afterAttempt,
  checkFile,
  emptySession,
  exercisesHere,
  hintsOf,
  layOut,
  nextToDo,
  noteProgress,
  ProgressError,
  readProgress,
  reset,
  screen,
  scrolledIn,
  solutionFile,
  solutionText,
  type Happening,
  type Session,
  type Wish,
} from "../../study/index.ts";
import { checkExitCode } from "../check.ts";
import { CliError, exitCode } from "../errors.ts";
import { fileTrouble } from "../file-trouble.ts";
import type { LearnFlags } from "../learn.ts";
import { Saves } from "./saves.ts";
import { Screen } from "./screen.ts";

/** Runs until the learner quits. */
export async function learn(slug: string | undefined, { dir }: LearnFlags): Promise<number> {
  if (slug !== undefined && !catalogue.some((entry) => entry.slug === slug)) {
    const names = catalogue.map((entry) => entry.slug).join(", ");
    throw new CliError(`There is no exercise "${slug}"; there are ${names}.`, exitCode.badUsage);
  }
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    const sentence = `"paxoslab learn" needs a terminal to talk to; "paxoslab check acceptor" looks at one exercise once.`;
    throw new CliError(sentence, exitCode.badUsage);
  }
  const exercises = dir === undefined ? exercisesHere() : resolve(dir);
  const progress = await readProgress();
  const first = slug ?? nextToDo(progress) ?? catalogue[0]!.slug;
  try {
    return await new Learning(exercises).run({ ...emptySession, slug: first, progress });
  } catch (error) {
    const { syscall, path } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    const sentence = `${path ?? exercises} cannot be used: ${fileTrouble(error)}.`;
    throw new CliError(sentence, checkExitCode.noFile, { cause: error });
  }
}

/** Whoever ends it from elsewhere gets the terminal back as it was. */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The session and the world: happenings go in, wishes come out and are granted one after the other. */
class Learning {
  readonly #exercises: string;
  readonly #screen = new Screen(
    (key) => this.#happen({ kind: "key", key }),
    () => this.#draw(),
  );
  readonly #saves = new Saves(
    () => this.#happen({ kind: "saved" }),
    (error) => this.#over.reject(error),
  );
  readonly #over = Promise.withResolvers<number>();
  #session: Session = emptySession;
  /** The latest look at the file: what an older one says is no news. */
  #look = new AbortController();

  constructor(exercises: string) {
    this.#exercises = exercises;
  }

  async run(session: Session): Promise<number> {
    this.#session = session;
    this.#screen.open();
    const stop = (): void => this.#over.resolve(exitCode.interrupted);
    for (const signal of signals) process.once(signal, stop);
    try {
      this.#grant({ kind: "begin", slug: session.slug });
      return await this.#over.promise;
    } finally {
      this.#saves.stop();
      this.#look.abort();
      this.#screen.close();
      for (const signal of signals) process.off(signal, stop);
    }
  }

  #happen(happening: Happening): void {
    const { session, wishes } = advance(this.#session, happening);
    this.#session = scrolledIn(session, this.#screen.size);
    this.#draw();
    for (const wish of wishes) this.#grant(wish);
  }

  #draw(): void {
    this.#screen.show((terminal) => screen(this.#session, terminal));
  }

  #grant(wish: Wish): void {
    // Whatever fails here, a full disk say, ends the program with its reason, after the screen is given back.
    this.#do(wish).catch((error: unknown) => this.#over.reject(error));
  }

  async #do(wish: Wish): Promise<void> {
    const { slug } = this.#session;
    switch (wish.kind) {
      case "begin":
        return this.#begin(wish.slug);
      case "check":
        return this.#check();
      case "reset": {
        const kept = await reset(slug, this.#exercises);
        this.#happen({ kind: "reset", kept });
        return;
      }
      case "read solution": {
        const text = await solutionText(slug);
        await this.#note((before) => ({ ...before, solutionShown: true }));
        this.#happen({ kind: "solution", text });
        return;
      }
      case "note hint":
        return this.#note((before) => ({ ...before, hints: Math.max(before.hints, wish.count) }));
      case "quit":
        this.#over.resolve(exitCode.ok);
    }
  }

  async #begin(slug: string): Promise<void> {
    await layOut(slug, this.#exercises);
    const file = solutionFile(slug, this.#exercises);
    await this.#saves.watch(file);
    this.#happen({ kind: "begun", slug, file: relative(process.cwd(), file), hints: await hintsOf(slug) });
  }

  async #check(): Promise<void> {
    this.#look.abort();
    const { signal } = (this.#look = new AbortController());
    const { slug } = this.#session;
    const checked = await checkFile(slug, solutionFile(slug, this.#exercises), { signal });
    if (signal.aborted) return;
    this.#happen({ kind: "checked", checked });
    if (checked.kind === "judged") {
      await this.#note((before) => afterAttempt(before, checked.verdict, new Date()), slug);
    }
  }

  async #note(change: Parameters<typeof noteProgress>[1], slug = this.#session.slug): Promise<void> {
    try {
      this.#happen({ kind: "progress", progress: await noteProgress(slug, change) });
    } catch (error) {
      if (!(error instanceof ProgressError)) throw error;
      this.#happen({ kind: "trouble", sentence: error.message });
    }
  }
}
