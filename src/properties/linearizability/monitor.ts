import { brief } from "./brief.ts";
import type { NodeId, Observation, Property, Vocabulary } from "../../core/index.ts";
import { sameData } from "../../core/index.ts";
import { historyFrom, type CallId, type History, type HistoryEvent } from "./history.ts";
import { describeOperation, type SequentialSpecification } from "./specification.ts";
import { abandon, answer, invoke, possibleResults, untouched, type ObjectMemory } from "./worlds.ts";

/**
 * How to see a protocol's clients: which observation at which node is a client asking or being answered.
 *
 * A client is any number of one's choice, such as its node. It has one call at a time: if it asks again without an
 * answer it has given the earlier call up. Where an answer may come late or twice, calls need a `call` of their own to
 * tell which one it answers; what answers nothing that is waited for is ignored.
 */
export type ClientLens<V extends Vocabulary, Operation, Result> = (
  node: NodeId,
  event: Observation<V>,
) => HistoryEvent<Operation, Result> | null;

export interface LinearizabilityMemory<State, Operation, Result> {
  /** The objects that are not as they were at the start, by name. */
  readonly objects: readonly ObjectMemory<State, Operation, Result>[];
  readonly broken: string | null;
}

/**
 * Linearizability as clients see it, watched while it happens.
 *
 * The memory is not the history but what the history leaves open: the ways in which each object may stand. Histories
 * that allow the same future give the same memory, which keeps exploration finite where states are.
 */
export function linearizability<V extends Vocabulary, State, Operation, Result>(
  specification: SequentialSpecification<State, Operation, Result>,
  lens: ClientLens<V, Operation, Result>,
): Property<V, LinearizabilityMemory<State, Operation, Result>> {
  return {
    name: `linearizability (${specification.name})`,
    initial: { objects: [], broken: null },
    observe(memory, node, event) {
      const seen = memory.broken === null ? lens(node, event) : null;
      if (seen === null) return memory;
      return seen.kind === "invoke"
        ? asked(memory, seen, specification)
        : answered(memory, seen, specification);
    },
    violation: ({ broken }) => broken,
  };
}

/** The history in a course of events, for `checkLinearizability`; times are places in it. */
export function historyThrough<V extends Vocabulary, Operation, Result>(
  lens: ClientLens<V, Operation, Result>,
  observed: Iterable<{ readonly node: NodeId; readonly event: Observation<V> }>,
): History<Operation, Result> {
  const seen = Array.from(observed, ({ node, event }) => lens(node, event));
  return historyFrom(seen.filter((event) => event !== null));
}

type Invocation<Operation> = Extract<HistoryEvent<Operation, never>, { readonly kind: "invoke" }>;
type Response<Result> = Extract<HistoryEvent<never, Result>, { readonly kind: "return" }>;

function asked<State, Operation, Result>(
  memory: LinearizabilityMemory<State, Operation, Result>,
  { client, operation, call }: Invocation<Operation>,
  specification: SequentialSpecification<State, Operation, Result>,
): LinearizabilityMemory<State, Operation, Result> {
  const objects = memory.objects.map((object) => abandon(object, client, specification));
  const part = specification.partition?.(operation) ?? "";
  const object = objects.find((other) => other.part === part) ?? untouched(part, specification);
  return withObject(
    { objects, broken: null },
    invoke(object, { client, operation, call: call ?? null }),
    specification,
  );
}

function answered<State, Operation, Result>(
  memory: LinearizabilityMemory<State, Operation, Result>,
  { client, result, call }: Response<Result>,
  specification: SequentialSpecification<State, Operation, Result>,
): LinearizabilityMemory<State, Operation, Result> {
  const isMeant = (other: { readonly client: number; readonly call: CallId | null }): boolean =>
    other.client === client && other.call === (call ?? null);
  const object = memory.objects.find(({ waiting }) => waiting.some(isMeant));
  if (object === undefined) return memory;
  const after = answer(object, client, result, specification);
  if (after.worlds.length > 0) return withObject(memory, after, specification);
  const { operation } = object.waiting.find(isMeant)!;
  const possible = possibleResults(object, client, specification).map((other) => brief(other));
  const broken =
    `no order explains client ${client}'s ${describeOperation(specification, operation, { result })}: ` +
    `it could have returned ${possible.length === 0 ? "nothing yet" : possible.join(" or ")}`;
  return { ...memory, broken };
}

function withObject<State, Operation, Result>(
  { objects, broken }: LinearizabilityMemory<State, Operation, Result>,
  object: ObjectMemory<State, Operation, Result>,
  specification: SequentialSpecification<State, Operation, Result>,
): LinearizabilityMemory<State, Operation, Result> {
  const isTouched = (other: ObjectMemory<State, Operation, Result>): boolean =>
    !sameData(other, untouched(other.part, specification));
  const others = objects.filter(({ part }) => part !== object.part);
  const touched = [...others, object].filter(isTouched).sort((a, b) => (a.part < b.part ? -1 : 1));
  return { objects: touched, broken };
}
