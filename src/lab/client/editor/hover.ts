import { hoverTooltip } from "@codemirror/view";
import { documentation } from "./documentation.ts";
import type { Language } from "./language.ts";
import { placeAt } from "./place.ts";

/** The type and the documentation of the name under the pointer. */
export function hover(language: Language) {
  return hoverTooltip(
    async ({ state }, position) => {
      const word = state.wordAt(position);
      if (!word || placeAt(state, word.to) !== "code") return null;
      const found = await language.inspect(state.doc.toString(), position);
      const text = found?.symbol;
      if (text === undefined) return null;
      return {
        pos: word.from,
        end: word.to,
        above: true,
        create: () => ({ dom: documentation(text) }),
      };
    },
    { hoverTime: 350, hideOnChange: true },
  );
}
