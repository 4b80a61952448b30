import { Link } from "./link.tsx";

/** Shown instead of a place that could not be loaded. */
export function Trouble({ message, retry }: { readonly message: string; readonly retry: () => void }) {
  return (
    <main class="trouble">
      <h1>This could not be loaded</h1>
      <p role="alert">{message}</p>
      <p>
        If the lab was stopped, start it again with <code>npx paxoslab lab</code> and open the address it
        prints. All lessons are <Link to="/">on the first page</Link>.
      </p>
      <button type="button" class="button" onClick={retry}>
        Try again
      </button>
    </main>
  );
}
