import { navigate } from "../ui/link.tsx";

/** A passage of the lesson. Its links to other notebooks open those lessons. */
export function MarkdownCell({ html }: { readonly html: string }) {
  return <section class="prose" onClick={followLesson} dangerouslySetInnerHTML={{ __html: html }} />;
}

function followLesson(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const path = link?.getAttribute("href") ?? "";
  if (!path.startsWith("/lessons/") || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  navigate(path);
}
