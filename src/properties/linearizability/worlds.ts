import { sameData } from "../../core/index.ts";
import { canonicalKey } from "./canonical-key.ts";
import type { CallId } from "./history.ts";
import type { SequentialSpecification } from "./specification.ts";

/** What the calls about one object up to now leave open. The past itself is not needed to judge the future. */
export interface ObjectMemory<State, Operation, Result> {
  /** What the specification's `partition` calls the object. */
  readonly part: string;
  /** The clients that wait for an answer, by their numbers, and what they asked. */
  readonly waiting: readonly Waiting<Operation>[];
  /** Every way things may stand; none if no order explains what the clients were told. */
  readonly worlds: readonly World<State, Operation, Result>[];
}

interface Waiting<Operation> {
  readonly client: number;
  readonly operation: Operation;
  readonly call: CallId | null;
}

interface World<State, Operation, Result> {
  readonly state: State;
  /** The waiting clients whose calls have taken effect, by their numbers, and what they must be told. */
  readonly done: readonly { readonly client: number; readonly result: Result }[];
  /** Calls whose clients have given up, and that may still take effect. */
  readonly abandoned: readonly Operation[];
}

/** What is known of an object that nobody has used yet. */
export function untouched<State, Operation, Result>(
  part: string,
  { initial }: SequentialSpecification<State, Operation, Result>,
): ObjectMemory<State, Operation, Result> {
  return { part, waiting: [], worlds: [{ state: initial(part), done: [], abandoned: [] }] };
}

/** A client that does not wait asks. */
export function invoke<State, Operation, Result>(
  { part, waiting, worlds }: ObjectMemory<State, Operation, Result>,
  call: Waiting<Operation>,
): ObjectMemory<State, Operation, Result> {
  const longer = [...waiting, call].sort((a, b) => a.client - b.client);
  return { part, waiting: longer, worlds };
}

/** The client, if it waits, does so no longer; its call may still take effect if it has not. */
export function abandon<State, Operation, Result>(
  memory: ObjectMemory<State, Operation, Result>,
  client: number,
  { isReadOnly }: SequentialSpecification<State, Operation, Result>,
): ObjectMemory<State, Operation, Result> {
  const { part, waiting, worlds } = memory;
  const call = waiting.find((other) => other.client === client);
  if (call === undefined) return memory;
  const hasNoEffect = isReadOnly?.(call.operation, null) === true;
  const without = worlds.map((world) =>
    hasNoEffect || isDone(world, client)
      ? forget(world, client)
      : { ...world, abandoned: [...world.abandoned, call.operation] },
  );
  return { part, waiting: waiting.filter((other) => other !== call), worlds: distinct(without) };
}

/**
 * A client is answered: only worlds in which its call has taken effect with that result remain.
 *
 * Calls take effect no sooner than an answer demands (Lowe's just-in-time linearization), so few worlds arise.
 */
export function answer<State, Operation, Result>(
  memory: ObjectMemory<State, Operation, Result>,
  client: number,
  result: Result,
  specification: SequentialSpecification<State, Operation, Result>,
): ObjectMemory<State, Operation, Result> {
  const { part, waiting } = memory;
  const worlds = reach(memory, client, specification)
    .filter((world) => sameData(resultIn(world, client), result))
    .map((world) => forget(world, client));
  return { part, waiting: waiting.filter((call) => call.client !== client), worlds: distinct(worlds) };
}

/** Everything the waiting client could be told now, each result once. */
export function possibleResults<State, Operation, Result>(
  memory: ObjectMemory<State, Operation, Result>,
  client: number,
  specification: SequentialSpecification<State, Operation, Result>,
): readonly Result[] {
  const results = reach(memory, client, specification).map((world) => resultIn(world, client));
  return [...new Map(results.map((result) => [canonicalKey(result), result])).values()];
}

/** The worlds in which the client's call has just taken effect, or had already. */
function reach<State, Operation, Result>(
  { waiting, worlds }: ObjectMemory<State, Operation, Result>,
  client: number,
  specification: SequentialSpecification<State, Operation, Result>,
): readonly World<State, Operation, Result>[] {
  const reached: World<State, Operation, Result>[] = [];
  let frontier = worlds;
  const seen = new Set<unknown>();
  while (frontier.length > 0) {
    const news = frontier.filter((world) => isNew(seen, canonicalKey(world)));
    reached.push(...news.filter((world) => isDone(world, client)));
    frontier = news
      .filter((world) => !isDone(world, client))
      .flatMap((world) => successors(world, waiting, specification));
  }
  return reached;
}

/** What one more call may bring. */
function successors<State, Operation, Result>(
  { state, done, abandoned }: World<State, Operation, Result>,
  waiting: readonly Waiting<Operation>[],
  { outcomes }: SequentialSpecification<State, Operation, Result>,
): readonly World<State, Operation, Result>[] {
  const answered = waiting
    .filter(({ client }) => !done.some((other) => other.client === client))
    .flatMap(({ client, operation }) =>
      outcomes(state, operation).map((outcome) => ({
        state: outcome.state,
        done: [...done, { client, result: outcome.result }].sort((a, b) => a.client - b.client),
        abandoned,
      })),
    );
  const unanswered = abandoned.flatMap((operation, place) =>
    outcomes(state, operation).map((outcome) => ({
      state: outcome.state,
      done,
      abandoned: abandoned.toSpliced(place, 1),
    })),
  );
  return [...answered, ...unanswered];
}

const isDone = ({ done }: World<unknown, unknown, unknown>, client: number): boolean =>
  done.some((call) => call.client === client);

function resultIn<Result>({ done }: World<unknown, unknown, Result>, client: number): Result {
  return done.find((call) => call.client === client)!.result;
}

function forget<State, Operation, Result>(
  world: World<State, Operation, Result>,
  client: number,
): World<State, Operation, Result> {
  return { ...world, done: world.done.filter((call) => call.client !== client) };
}

/** Each world once, in an order that does not depend on how they came about, so that equal memories are equal data. */
function distinct<State, Operation, Result>(
  worlds: readonly World<State, Operation, Result>[],
): readonly World<State, Operation, Result>[] {
  const byKey = new Map(
    worlds.map((world) => {
      const sorted = { ...world, abandoned: world.abandoned.toSorted(byCanonicalKey) };
      return [String(canonicalKey(sorted)), sorted];
    }),
  );
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, world]) => world);
}

function byCanonicalKey(a: unknown, b: unknown): number {
  const [first, second] = [String(canonicalKey(a)), String(canonicalKey(b))];
  return first < second ? -1 : first > second ? 1 : 0;
}

function isNew(seen: Set<unknown>, key: unknown): boolean {
  const size = seen.size;
  return seen.add(key).size > size;
}
