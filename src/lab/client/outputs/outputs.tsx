import type { Signal } from "@preact/signals";
import { useState } from "preact/hooks";
import type { Output } from "../../server/api.ts";
import type { OutputState } from "./reduce.ts";
import { ErrorView } from "./error-view.tsx";
import { Rich } from "./rich.tsx";
import { LongText } from "./terminal-text.tsx";

/** A cell draws this many outputs until the reader asks for all. */
const drawnAtFirst = 60;

/** Everything a cell printed, in order. */
export function Outputs({ state, label }: { readonly state: Signal<OutputState>; readonly label: string }) {
  const { outputs } = state.value;
  const [isWhole, setIsWhole] = useState(false);
  if (outputs.length === 0) return null;
  const hidden = isWhole ? 0 : Math.max(0, outputs.length - drawnAtFirst);
  return (
    <div class="outputs" role="group" aria-label={label}>
      {hidden > 0 && (
        <button type="button" class="button show-all" onClick={() => setIsWhole(true)}>
          Show {hidden} earlier outputs
        </button>
      )}
      {outputs.slice(hidden).map((output, index) => (
        <OutputView key={hidden + index} output={output} />
      ))}
    </div>
  );
}

function OutputView({ output }: { readonly output: Output }) {
  switch (output.output_type) {
    case "stream":
      return (
        <div class={`stream ${output.name}`}>
          <LongText text={output.text} />
        </div>
      );
    case "error":
      return <ErrorView error={output} />;
    case "display_data":
    case "execute_result":
      return <Rich data={output.data} />;
  }
}
