import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { LessonSummary } from "../../server/api.ts";
import { Header } from "../ui/header.tsx";
import { Link } from "../ui/link.tsx";
import type { CellModel } from "../model/cell.ts";
import type { LessonModel } from "../model/lesson.ts";
import { CodeCell } from "./code-cell.tsx";
import { Contents } from "./contents.tsx";
import { renderProse } from "./prose.ts";
import { MarkdownCell } from "./markdown-cell.tsx";
import { Notices } from "./notices.tsx";
import { KernelPill, SavePill } from "./pills.tsx";
import { runAndGoOn } from "./focus.ts";
import { Toolbar } from "./toolbar.tsx";

interface Props {
  readonly model: LessonModel;
  readonly lessons: readonly LessonSummary[];
}

/** One lesson, from its header to the link to the next. */
export function LessonView({ model, lessons }: Props) {
  const cells = model.cells.value;
  const prose = useProse(model);
  return (
    <div class="lesson-page">
      <a class="skip" href="#lesson">
        Skip to the lesson
      </a>
      <Header>
        <span class="where">
          <span class="lesson-number">{String(model.number).padStart(2, "0")}</span> {model.title}
        </span>
        <SavePill saver={model.saver} />
        <KernelPill link={model.runner.link} />
      </Header>
      <div class="columns">
        <Contents headings={prose.headings} lessons={lessons} slug={model.slug} />
        <main id="lesson" tabIndex={-1}>
          <Toolbar model={model} />
          <Notices model={model} />
          {cells.map((cell) => (
            <CellView key={cell.id} cell={cell} model={model} html={prose.html.get(cell.id)} />
          ))}
          <PreviousAndNext lessons={lessons} slug={model.slug} />
        </main>
      </div>
    </div>
  );
}

interface CellViewProps {
  readonly cell: CellModel;
  readonly model: LessonModel;
  readonly html: string | undefined;
}

function CellView({ cell, model, html }: CellViewProps) {
  switch (cell.kind) {
    case "markdown":
      return <MarkdownCell cell={cell} model={model} html={html ?? ""} />;
    case "raw":
      return <pre class="raw-cell">{cell.source}</pre>;
    case "code":
      return <CodeCell cell={cell} model={model} goOn={() => runAndGoOn(model, cell)} />;
  }
}

/** Rendered together, so that no two headings of a lesson share an id. */
function useProse(model: LessonModel) {
  return useMemo(() => computed(() => renderProse(model.cells.value)), [model]).value;
}

function PreviousAndNext({
  lessons,
  slug,
}: {
  readonly lessons: readonly LessonSummary[];
  readonly slug: string;
}) {
  const index = lessons.findIndex((lesson) => lesson.slug === slug);
  const previous = lessons[index - 1];
  const next = lessons[index + 1];
  return (
    <nav class="neighbours" aria-label="Neighbouring lessons">
      {previous && (
        <Link to={`/lessons/${previous.slug}`} class="previous">
          <small>Previous</small>
          {previous.title}
        </Link>
      )}
      {next && (
        <Link to={`/lessons/${next.slug}`} class="next">
          <small>Next</small>
          {next.title}
        </Link>
      )}
    </nav>
  );
}
