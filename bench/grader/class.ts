import { right, stub, type Hostile } from "../../test/hostile/harness.ts";
import { endless } from "../../test/hostile/submissions/endless.ts";
import { escaping } from "../../test/hostile/submissions/escaping.ts";
import { importing } from "../../test/hostile/submissions/importing.ts";
import { impure } from "../../test/hostile/submissions/impure.ts";
import { leaving } from "../../test/hostile/submissions/leaving.ts";
import { lying } from "../../test/hostile/submissions/lying.ts";
import { memory } from "../../test/hostile/submissions/memory.ts";
import { unreadable } from "../../test/hostile/submissions/unreadable.ts";

export interface HandedIn {
  readonly name: string;
  readonly text: string;
}

const hostile: readonly Hostile[] = [
  leaving,
  endless,
  memory,
  escaping,
  importing,
  lying,
  impure,
  unreadable,
].flat();

/** Wrong ideas as people write them. */
const mistakes: readonly HandedIn[] = [
  { name: "the stub", text: stub },
  { name: "refuses what comes again", text: right.replaceAll(" < 0", " <= 0") },
  {
    name: "compares rounds alone",
    text: right.replaceAll("compareBallots(ballot, promised)", "ballot.round - promised.round"),
  },
  {
    name: "does not raise its promise",
    text: right.replace(
      "{ promised: ballot, accepted: { ballot, value } }",
      "{ promised, accepted: { ballot, value } }",
    ),
  },
  {
    name: "forgets what it accepted",
    text: right.replace("{ promised: ballot, accepted }", "{ promised: ballot, accepted: null }"),
  },
  { name: "writes nothing", text: right.replaceAll(`{ kind: "persist", value: next },`, "") },
  {
    name: "reports nothing",
    text: right.replace(`kind: "promise", ballot, accepted }`, `kind: "promise", ballot, accepted: null }`),
  },
];

/** A class as large as a corporation: a hundred right ones, every hostile one, and common mistakes for the rest. */
export function aClass(size = 227): readonly HandedIn[] {
  return Array.from({ length: size }, (_, nth) => {
    if (nth < 100) return { name: "right", text: `// ${nth}\n${right}` };
    return hostile[nth - 100] ?? mistakes[nth % mistakes.length]!;
  })
    .map((one, nth) => ({ one, place: (nth * 89) % size }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}
