import { brief } from "./brief.ts";
import { describeOperation, type SequentialSpecification } from "./specification.ts";
import type { Task } from "./task.ts";

export interface Story<Operation, Result> {
  readonly calls: readonly Task<Operation, Result>[];
  readonly blamed: Task<Operation, Result>;
  readonly sources: readonly Task<Operation, Result>[];
  readonly couldReturn: readonly Result[] | null;
  /** How many other calls about the object had begun by then. */
  readonly others: number;
}

/** A counterexample in words: what fits no order, which calls stand in its way, and what would have fitted. */
export function explain<Operation, Result>(
  { calls, blamed, sources, couldReturn, others }: Story<Operation, Result>,
  specification: Pick<SequentialSpecification<never, Operation, Result>, "describe">,
): string {
  const tell = ({ client, operation, observed }: Task<Operation, Result>): string =>
    `client ${client}'s ${describeOperation(specification, operation, observed)}`;
  const over = calls.filter((task) => task !== blamed && task.until < blamed.from);
  const beside = calls.filter((task) => task !== blamed && task.until >= blamed.from);
  const stale = sources.filter((source) => over.some((task) => source.until < task.from));
  const possible = couldReturn?.map((result) => brief(result)).join(" or ");
  return [
    `No order explains ${tell(blamed)}.`,
    over.length > 0 && `Before it was invoked, ${list(inOrder(over).map(tell))} had returned.`,
    beside.length > 0 && `Open at the same time: ${list(beside.map(tell))}.`,
    stale.length > 0 && `What it returned is from before: ${list(stale.map(tell))}.`,
    possible !== undefined && possible !== "" && `It could have returned ${possible}.`,
    others > 0 && `The other calls (${others}) do not help, whether they took effect or not.`,
  ]
    .filter(Boolean)
    .join(" ");
}

const inOrder = <T extends { readonly until: number }>(tasks: readonly T[]): readonly T[] =>
  tasks.toSorted((a, b) => a.until - b.until);

/** `a`, `a and b`, `a, b and c`. */
function list(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
