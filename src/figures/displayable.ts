import type { Figure } from "./figure.ts";
import { mimeBundle } from "./mime.ts";

/**
 * Lets a figure show itself: as the last expression of a cell in a kernel that knows the convention of
 * `Symbol.for("Jupyter.display")`, and in words on a console. The figure stays plain data to all else.
 */
export function displayable<F extends Figure>(figure: F): F {
  const hidden = { enumerable: false, configurable: true };
  return Object.defineProperties(figure, {
    [Symbol.for("Jupyter.display")]: { ...hidden, value: () => mimeBundle(figure) },
    [Symbol.for("nodejs.util.inspect.custom")]: { ...hidden, value: () => mimeBundle(figure)["text/plain"] },
  });
}
