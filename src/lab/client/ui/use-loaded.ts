import { useEffect, useState } from "preact/hooks";

export type Loaded<T> =
  | { readonly kind: "loading" }
  | { readonly kind: "ready"; readonly value: T }
  | { readonly kind: "failed"; readonly message: string };

/** What a promise brings, as state. Loads again when `key` changes or `retry` is called. */
export function useLoaded<T>(
  load: () => Promise<T>,
  key: string,
): { readonly state: Loaded<T>; readonly retry: () => void } {
  const [state, setState] = useState<Loaded<T>>({ kind: "loading" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const show = (next: Loaded<T>) => {
      if (isCurrent) setState(next);
    };
    load().then(
      (value) => show({ kind: "ready", value }),
      (error: Error) => show({ kind: "failed", message: error.message }),
    );
    return () => {
      isCurrent = false;
    };
  }, [key, attempt]);
  return { state, retry: () => setAttempt(attempt + 1) };
}
