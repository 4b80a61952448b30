import type { Heading } from "../../../notebook/markdown.ts";
import type { LessonSummary } from "../../server/api.ts";
import { Link } from "../ui/link.tsx";

interface Props {
  readonly headings: readonly Heading[];
  readonly lessons: readonly LessonSummary[];
  readonly slug: string;
}

/** The sidebar: sections of this lesson, and the other lessons. Folded away on narrow screens. */
export function Contents({ headings, lessons, slug }: Props) {
  const sections = headings.filter(({ level }) => level === 2 || level === 3);
  return (
    <aside class="contents">
      <details open={matchMedia("(min-width: 70rem)").matches}>
        <summary>Contents</summary>
        <nav aria-label="Sections of this lesson">
          <ol>
            {sections.map(({ slug, title, level }) => (
              <li key={slug} class={`level-${level}`}>
                <a href={`#${slug}`}>{title}</a>
              </li>
            ))}
          </ol>
        </nav>
        <nav aria-label="Lessons" class="all-lessons">
          <h2>Lessons</h2>
          <ol>
            {lessons.map((lesson) => (
              <li key={lesson.slug} {...(lesson.slug === slug ? { "aria-current": "page" } : {})}>
                <Link to={`/lessons/${lesson.slug}`}>
                  <span class="lesson-number">{String(lesson.number).padStart(2, "0")}</span> {lesson.title}
                </Link>
              </li>
            ))}
          </ol>
        </nav>
      </details>
    </aside>
  );
}
