import type { Vocabulary } from "../../core/index.ts";
import type { ClientRequest, Model } from "../model.ts";
import { faultsOf } from "../model.ts";
import type { FaultsLeft } from "../state.ts";
import type { Census } from "./census.ts";
import type { Events } from "./events.ts";

/** A request that may be submitted now: its event, and the world without it. */
interface Submission {
  readonly event: number;
  readonly after: number;
}

interface World {
  /** Positions in the model's list. */
  readonly requests: readonly number[];
  readonly faults: FaultsLeft;
}

/** Numbers what is left of requests and faults: the part of a state that belongs to no node. */
export class Worlds<V extends Vocabulary> {
  readonly #census: Census;
  readonly #requests: readonly ClientRequest<V>[];
  readonly #events: readonly number[];
  readonly #keepsOrder: boolean;
  readonly #ids = new Map<string, number>();
  readonly #worlds: World[] = [];
  readonly #submissions: (readonly Submission[] | null)[] = [];
  readonly #spent: Record<keyof FaultsLeft, number>[] = [];

  constructor(model: Model<V>, events: Events<V>, census: Census) {
    this.#census = census;
    this.#requests = model.requests ?? [];
    this.#keepsOrder = model.requestOrder === "listed";
    this.#events = this.#requests.map(({ node, request }) => events.id({ kind: "request", node, request }));
    this.#id({ requests: [...this.#requests.keys()], faults: faultsOf(model) });
  }

  faults(id: number): FaultsLeft {
    return this.#worlds[id]!.faults;
  }

  requestsLeft(id: number): readonly ClientRequest<V>[] {
    return this.#worlds[id]!.requests.map((position) => this.#requests[position]!);
  }

  submissions(id: number): readonly Submission[] {
    return (this.#submissions[id] ??= this.#submissionsOf(this.#worlds[id]!));
  }

  /** The world of those who only listen to the end: unlike any that a run comes to by itself. */
  aftermath(): number {
    const none = { requests: [], faults: { crashes: 0, loss: 0, duplication: 0 } };
    return this.#add(none, "aftermath");
  }

  /** The world with one fault of that kind less. */
  spend(id: number, fault: keyof FaultsLeft): number {
    const known = this.#spent[id]![fault];
    if (known >= 0) return known;
    const { requests, faults } = this.#worlds[id]!;
    const next = this.#id({ requests, faults: { ...faults, [fault]: faults[fault] - 1 } });
    this.#spent[id]![fault] = next;
    return next;
  }

  #submissionsOf({ requests, faults }: World): readonly Submission[] {
    const node = (position: number): number => this.#requests[position]!.node;
    const isHeldBack = (position: number, index: number): boolean =>
      requests
        .slice(0, index)
        .some((earlier) =>
          this.#keepsOrder
            ? node(earlier) === node(position)
            : this.#events[earlier] === this.#events[position],
        );
    return requests.flatMap((position, index) => {
      if (isHeldBack(position, index)) return [];
      const after = this.#id({ requests: requests.toSpliced(index, 1), faults });
      return [{ event: this.#events[position]!, after }];
    });
  }

  #id(world: World): number {
    const { crashes, loss, duplication } = world.faults;
    // Equal requests are one: which of them has been submitted makes no difference.
    const key = `${world.requests.map((position) => this.#events[position]).join(" ")}, ${crashes} ${loss} ${duplication}`;
    return this.#ids.get(key) ?? this.#add(world, key);
  }

  #add(world: World, key: string): number {
    const id = this.#worlds.push(world) - 1;
    this.#ids.set(key, id);
    this.#census.count(id);
    this.#submissions.push(null);
    this.#spent.push({ crashes: -1, loss: -1, duplication: -1 });
    return id;
  }
}
