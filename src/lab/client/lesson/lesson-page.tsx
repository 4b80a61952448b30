import { useEffect, useState } from "preact/hooks";
import { fetchCourse, fetchLesson } from "../api.ts";
import type { Course, Lesson } from "../../server/api.ts";
import { Header } from "../ui/header.tsx";
import { Trouble } from "../ui/trouble.tsx";
import { useLoaded } from "../ui/use-loaded.ts";
import { LessonModel } from "../model/lesson.ts";
import { LessonView } from "./lesson-view.tsx";

interface Opened {
  readonly course: Course;
  readonly lesson: Lesson;
}

/** Loads one lesson and keeps its model for as long as the page shows it. */
export function LessonPage({ slug }: { readonly slug: string }) {
  const { state, retry } = useLoaded(() => openLesson(slug), slug);
  if (state.kind === "ready") return <OpenLesson key={slug} {...state.value} />;
  return (
    <div class="lesson-page">
      <Header />
      {state.kind === "failed" && <Trouble message={state.message} retry={retry} />}
    </div>
  );
}

async function openLesson(slug: string): Promise<Opened> {
  const [course, lesson] = await Promise.all([fetchCourse(), fetchLesson(slug)]);
  return { course, lesson };
}

function OpenLesson({ course, lesson }: Opened) {
  const [model, setModel] = useState<LessonModel | null>(null);
  useEffect(() => {
    const opened = new LessonModel(lesson, course.kernelName);
    setModel(opened);
    document.title = `${lesson.title} · Paxos Lab`;
    return () => opened.close();
  }, [lesson, course.kernelName]);
  return model && <LessonView model={model} lessons={course.lessons} />;
}
