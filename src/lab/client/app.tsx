import { useEffect, useState } from "preact/hooks";
import { HomePage } from "./home/home-page.tsx";
import { Trouble } from "./ui/trouble.tsx";
import { useLoaded } from "./ui/use-loaded.ts";

/** The page's two places: the list of lessons, and one lesson at /lessons/<slug>. */
export function App() {
  const slug = useLessonSlug();
  return slug === null ? <HomePage /> : <LessonPlace slug={slug} />;
}

/** Editors, TeX and the Jupyter client are most of the page's weight, so the list of lessons does not wait for them. */
function LessonPlace({ slug }: { readonly slug: string }) {
  const { state, retry } = useLoaded(() => import("./lesson/lesson-page.tsx"), "lesson page");
  switch (state.kind) {
    case "loading":
      return null;
    case "failed":
      return <Trouble message={state.message} retry={retry} />;
    case "ready": {
      const { LessonPage } = state.value;
      return <LessonPage key={slug} slug={slug} />;
    }
  }
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
