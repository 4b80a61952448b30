import type { Figure } from "./figure.ts";
import { mimeBundle, type MimeBundle } from "./mime.ts";

/**
 * Lets data show itself: as the last expression of a cell in a kernel that knows the convention of
 * `Symbol.for("Jupyter.display")`, and in words on a console. To all else it stays plain data.
 */
export function showsItself<T extends object>(data: T, bundle: () => MimeBundle): T {
  const hidden = { enumerable: false, configurable: true };
  return Object.defineProperties(data, {
    [Symbol.for("Jupyter.display")]: { ...hidden, value: bundle },
    [Symbol.for("nodejs.util.inspect.custom")]: { ...hidden, value: () => bundle()["text/plain"] },
  });
}

export function displayable<F extends Figure>(figure: F): F {
  return showsItself(figure, () => mimeBundle(figure));
}
