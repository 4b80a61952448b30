import { types } from "node:util";
import type { MimeBundle } from "../protocol.ts";
import { pictureOf, type Picture } from "./image.ts";
import { bundle, displayMethod, isDictionary, type Dictionary } from "./publish.ts";
import { tableOfRecords } from "./records.ts";
import { describe } from "./text.ts";

export interface Rendering {
  /** Absent if there is nothing to show. */
  readonly bundle?: MimeBundle;
  /** What went wrong in the value's own code for showing itself; the bundle then shows it without. */
  readonly failure?: { readonly error: unknown };
}

/** The value in every form we know for it. Later only if the value takes its time. Never fails. */
export function render(value: unknown): Rendering | Promise<Rendering> {
  try {
    const method = displayMethodOf(value);
    if (!method) return renderKnown(value);
    const shown: unknown = Reflect.apply(method, value, []);
    if (!types.isPromise(shown)) return renderShown(value, shown);
    return shown.then(
      (settled) => renderShown(value, settled),
      (error: unknown) => failed(value, error),
    );
  } catch (error) {
    return failed(value, error);
  }
}

function displayMethodOf(value: unknown): Function | undefined {
  const method =
    isDictionary(value) || typeof value === "function" ? Reflect.get(value, displayMethod) : undefined;
  return typeof method === "function" ? method : undefined;
}

/** What the value's own method has returned. */
function renderShown(value: unknown, shown: unknown): Rendering {
  try {
    if (!isDictionary(shown)) {
      throw new TypeError(
        `[Symbol.for("Jupyter.display")]() must return a MIME bundle, not ${describe(shown)}.`,
      );
    }
    const { data, metadata = {} } = isDictionary(shown["data"]) ? shown : { data: shown };
    if (Object.keys(data as Dictionary).length === 0) return {};
    const plain = "text/plain" in (data as Dictionary) ? {} : { "text/plain": describe(value) };
    return { bundle: bundle({ data: { ...plain, ...(data as Dictionary) }, metadata }) };
  } catch (error) {
    return failed(value, error);
  }
}

function failed(value: unknown, error: unknown): Rendering {
  return { bundle: textOnly(value), failure: { error } };
}

function renderKnown(value: unknown): Rendering | Promise<Rendering> {
  const picture = pictureOf(value);
  const asPicture = (found: Picture | undefined): Rendering => ({
    bundle: found ? bundle({ data: found }) : textOnly(value),
  });
  if (types.isPromise(picture)) return picture.then(asPicture);
  if (picture) return asPicture(picture);
  const table = tableOfRecords(value);
  if (table === undefined) return { bundle: textOnly(value) };
  return { bundle: bundle({ data: { "text/html": table, "text/plain": describe(value) } }) };
}

function textOnly(value: unknown): MimeBundle {
  return { data: { "text/plain": describe(value) }, metadata: {}, transient: {} };
}
