import { useEffect } from "preact/hooks";
import { fetchCourse } from "../api.ts";
import type { Course, LessonSummary } from "../../server/api.ts";
import { Header } from "../ui/header.tsx";
import { Link } from "../ui/link.tsx";
import { Trouble } from "../ui/trouble.tsx";
import { useLoaded } from "../ui/use-loaded.ts";

/** The course: its story and its lessons, with how far the learner is. */
export function HomePage() {
  const { state, retry } = useLoaded(fetchCourse, "course");
  useEffect(() => {
    document.title = "Paxos Lab";
  }, []);
  return (
    <div class="home">
      <Header />
      {state.kind === "failed" && <Trouble message={state.message} retry={retry} />}
      {state.kind === "ready" && <CourseView course={state.value} />}
    </div>
  );
}

function CourseView({ course }: { readonly course: Course }) {
  const { lessons } = course;
  return (
    <main>
      <section class="story">
        <Rain />
        <h1>Learn consensus by breaking it</h1>
        <p class="lead">
          Mumbai, July. The monsoon takes down links between the wards, and 227 corporators must still agree
          on one thing: ₹500 crore for the Bandra–Kurla drains, or not.
        </p>
        <p>
          In these lessons you run their meetings, watch simple votes go wrong, and build the protocols that
          do not: first on paper, then in a simulator you can hurt at will.
        </p>
        <Resume lessons={lessons} />
      </section>
      <section aria-labelledby="lessons">
        <h2 id="lessons">Lessons</h2>
        {lessons.length === 0 ? (
          <p>No lessons here yet: the folder of notebooks is empty.</p>
        ) : (
          <ol class="lessons">
            {lessons.map((lesson) => (
              <LessonRow key={lesson.slug} lesson={lesson} />
            ))}
          </ol>
        )}
      </section>
      <footer class="colophon">
        Your copies of the lessons are kept in <code>{course.workFolder}</code>.
      </footer>
    </main>
  );
}

/** One button: where to begin, or where to go on. */
function Resume({ lessons }: { readonly lessons: readonly LessonSummary[] }) {
  const next = lessons.find((lesson) => !isDone(lesson));
  if (!next) return null;
  const hasBegun = lessons.some((lesson) => lesson.progress !== null);
  return (
    <p>
      <Link to={`/lessons/${next.slug}`} class="button primary">
        {hasBegun ? `Go on with “${next.title}”` : "Begin"}
      </Link>
    </p>
  );
}

function LessonRow({ lesson }: { readonly lesson: LessonSummary }) {
  const { slug, number, title, summary, minutes } = lesson;
  return (
    <li>
      <Link to={`/lessons/${slug}`}>
        <span class="number" aria-hidden="true">
          {String(number).padStart(2, "0")}
        </span>
        <span class="about">
          <span class="title">{title}</span>
          {summary !== null && <span class="summary">{summary}</span>}
          <Exercises lesson={lesson} />
        </span>
        <span class="facts">
          {minutes !== null && <span>{minutes} min</span>}
          <ProgressMark lesson={lesson} />
        </span>
      </Link>
    </li>
  );
}

/** What there is to solve after it, and what has been. */
function Exercises({ lesson }: { readonly lesson: LessonSummary }) {
  const { exercises } = lesson;
  if (exercises.length === 0) return null;
  return (
    <span class="exercises">
      {exercises.map(({ slug, title, state }) => (
        <span key={slug} class={`exercise ${state}`}>
          <span aria-hidden="true">{exerciseSigns[state]}</span> {title}
          <span class="visually-hidden">, an exercise: {exerciseWords[state]}</span>
        </span>
      ))}
    </span>
  );
}

const exerciseSigns = { untouched: "○", tried: "◐", passed: "✓" } as const;
const exerciseWords = { untouched: "not begun", tried: "begun", passed: "passed" } as const;

function ProgressMark({ lesson }: { readonly lesson: LessonSummary }) {
  const { progress } = lesson;
  if (progress === null) return <span class="progress">not begun</span>;
  if (isDone(lesson)) return <span class="progress done">✓ run to the end</span>;
  return (
    <span class="progress">
      <meter min={0} max={progress.cells} value={progress.cellsRun} aria-hidden="true" />
      {progress.cellsRun} of {progress.cells} cells run
    </span>
  );
}

const isDone = ({ progress }: LessonSummary): boolean =>
  progress !== null && progress.cells > 0 && progress.cellsRun === progress.cells;

/** Messages between lanes, falling like rain; some are lost on the way. */
function Rain() {
  const drops = Array.from({ length: 26 }, (_, index) => ({
    x: 8 + ((index * 61) % 300),
    lane: (index * 7) % 4,
    isLost: index % 6 === 4,
  }));
  return (
    <svg class="rain" viewBox="0 0 320 200" preserveAspectRatio="xMaxYMid slice" aria-hidden="true">
      {[20, 60, 100, 140, 180].map((y) => (
        <path key={y} class="lane" d={`M0 ${y}H320`} />
      ))}
      {drops.map(({ x, lane, isLost }) => {
        const y = 20 + 40 * lane;
        const length = isLost ? 0.55 : 1;
        return (
          <g key={`${x}-${lane}`} class={isLost ? "lost" : "drop"}>
            <path d={`M${x} ${y}l${14 * length} ${40 * length}`} />
            <circle cx={x} cy={y} r="2.2" />
          </g>
        );
      })}
    </svg>
  );
}
