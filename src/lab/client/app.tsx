import { useEffect, useState } from "preact/hooks";
import { HomePage } from "./home/home-page.tsx";
import { LessonPage } from "./lesson/lesson-page.tsx";

/** The page's two places: the list of lessons, and one lesson at /lessons/<slug>. */
export function App() {
  const slug = useLessonSlug();
  return slug === null ? <HomePage /> : <LessonPage key={slug} slug={slug} />;
}

function useLessonSlug(): string | null {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const follow = () => setPath(location.pathname);
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);
  return /^\/lessons\/([\w-]+)$/.exec(path)?.[1] ?? null;
}
