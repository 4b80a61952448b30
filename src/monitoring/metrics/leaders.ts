import { isAbove, sameBallot, type Ballot, type Duration, type NodeId, type Time } from "../../core/index.ts";

export interface LeaderMetrics {
  readonly reigns: readonly Reign[];
  /** How often leadership passed on: to another node, or to the same one again in an election of its own. */
  readonly changes: number;
  /** Since the first leader was elected; 0 if none ever was. */
  readonly timeWithout: Duration;
}

/** The time in which one node led one ballot, as far as anybody could know. */
export interface Reign {
  readonly node: NodeId;
  readonly ballot: Ballot;
  readonly from: Time;
  /** Null while it lasts. */
  readonly to: Time | null;
  readonly ended: Ending | null;
}

type Ending =
  | "crashed"
  | "stepped down"
  /** A higher ballot got its leader; the old one may learn of it later, but can decide nothing any more. */
  | "succeeded by another";

/** Follows who leads. */
export class Leaders {
  readonly #reigns: Reign[] = [];
  #current: Reign | null = null;
  #timeWithout = 0;

  get current(): Reign | null {
    return this.#current;
  }

  /** A node shows that it leads; true if that is news. */
  lead(node: NodeId, ballot: Ballot, at: Time): boolean {
    const last = this.#current ?? this.#reigns.at(-1);
    if (last !== undefined && (sameBallot(ballot, last.ballot) || !isAbove(ballot, last.ballot)))
      return false;
    if (this.#current !== null) this.#end(this.#current, "succeeded by another", at);
    else if (last !== undefined) this.#timeWithout += at - (last.to as Time);
    this.#current = { node, ballot, from: at, to: null, ended: null };
    return true;
  }

  /** A node shows that it does not lead; returns its reign, if it did. */
  resign(node: NodeId, ended: "crashed" | "stepped down", at: Time): Reign | null {
    const reign = this.#current;
    if (reign?.node !== node) return null;
    this.#end(reign, ended, at);
    return reign;
  }

  metrics(until: Time): LeaderMetrics {
    const last = this.#reigns.at(-1);
    const isVacant = this.#current === null && last !== undefined;
    const reigns = this.#current === null ? [...this.#reigns] : [...this.#reigns, this.#current];
    return {
      reigns,
      changes: Math.max(0, reigns.length - 1),
      timeWithout: this.#timeWithout + (isVacant ? until - (last.to as Time) : 0),
    };
  }

  #end(reign: Reign, ended: Ending, at: Time): void {
    this.#reigns.push({ ...reign, to: at, ended });
    this.#current = null;
  }
}
