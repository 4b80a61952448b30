import { createRandom, type Random } from "../src/core/index.ts";
import {
  keyValueMap,
  type Call,
  type KeyValueOperation,
  type KeyValueResult,
} from "../src/properties/index.ts";

export type KeyValueCall = Call<KeyValueOperation, KeyValueResult>;

export interface Clients {
  readonly clients: number;
  readonly calls: number;
  readonly keys: number;
}

interface Draft {
  readonly client: number;
  readonly operation: KeyValueOperation;
  readonly invokedAt: number;
  readonly returnedAt: number;
  readonly effectAt: number;
}

/**
 * What clients of a correct key-value map see, each with one call at a time: gets, appends and a few puts, every call
 * taking effect at a random moment of its time. Most calls are short and some are very long, as in the
 * histories that Porcupine is tried on.
 */
export function keyValueHistory(shape: Clients, seed: number): readonly KeyValueCall[] {
  const random = createRandom(seed);
  const drafts = draftCalls(shape, random);
  const results = new Map<Draft, KeyValueResult>();
  const states = new Map<string, string | null>();
  for (const draft of drafts.toSorted((a, b) => a.effectAt - b.effectAt)) {
    const { key } = draft.operation;
    const [outcome] = keyValueMap.outcomes(states.get(key) ?? null, draft.operation);
    states.set(key, outcome!.state);
    results.set(draft, outcome!.result);
  }
  return drafts.map((draft) => {
    const { client, operation, invokedAt, returnedAt } = draft;
    return { client, operation, invokedAt, returnedAt, result: results.get(draft)! };
  });
}

function draftCalls({ clients, calls, keys }: Clients, random: Random): readonly Draft[] {
  const freeAt = Array.from({ length: clients }, () => random.unit());
  const drafts: Draft[] = [];
  while (drafts.length < calls) {
    const client = freeAt.indexOf(Math.min(...freeAt));
    const invokedAt = freeAt[client]!;
    // Exponential, one time in twenty ten times as long.
    const lasts = -Math.log(1 - random.unit()) * (random.chance(0.05) ? 10 : 1);
    const returnedAt = invokedAt + lasts;
    freeAt[client] = returnedAt + random.unit() * 0.1;
    const key = String(random.integer(0, keys - 1));
    const value = `x ${client} ${drafts.length} y`;
    const dice = random.unit();
    const operation: KeyValueOperation =
      dice < 0.47
        ? { kind: "get", key }
        : dice < 0.95
          ? { kind: "append", key, value }
          : { kind: "put", key, value };
    drafts.push({ client, operation, invokedAt, returnedAt, effectAt: invokedAt + lasts * random.unit() });
  }
  return drafts;
}

/** The same with one stale read, at about `share` of the history: a get that returns what another got long before. */
export function withStaleRead(history: readonly KeyValueCall[], share: number): readonly KeyValueCall[] {
  const isGet = (call: KeyValueCall): boolean => call.operation.kind === "get";
  const from = Math.floor(history.length * share);
  const place = history.findIndex((call, index) => index >= from && isGet(call));
  const read = history[place] as KeyValueCall & { readonly returnedAt: number };
  const earlier = history.filter(
    (call) =>
      isGet(call) && call.operation.key === read.operation.key && call.returnedAt! < read.invokedAt - 10,
  );
  const old = earlier.findLast((call) => call.returnedAt !== null && call.result !== null) as typeof read & {
    readonly result: KeyValueResult;
  };
  return history.with(place, { ...read, result: old.result });
}
