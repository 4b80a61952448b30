import type { NodeId, Protocol } from "../../src/core/index.ts";
import { byzantineGroup, digestOf, signatures } from "../../src/protocols/byzantine/index.ts";
import { signNewView, signVote } from "../../src/protocols/hotstuff/certificates.ts";
import {
  genesisQC,
  hotStuff,
  type Block,
  type HotStuff,
  type QC,
  type Rules,
  type Signature,
  type View,
  type ViewCertificate,
  type Wish,
} from "../../src/protocols/hotstuff/index.ts";
import { sealedWish } from "../../src/protocols/hotstuff/requests.ts";
import { tally } from "../../src/scenarios/log/tally.ts";

export type TallyHotStuff = HotStuff<number, number, number>;
type Command = Block<number>;

const group = byzantineGroup(4);
const pen = { authentication: signatures };

/** The faulty node, and the correct ones. */
const liar: NodeId = 0;
export const correct: readonly NodeId[] = [1, 2, 3];

export interface Staging {
  readonly rules?: Partial<Rules>;
  /** What a correct node has on disk when it starts again, given what it has written. */
  readonly disk?: (written: TallyHotStuff["persisted"] | null) => TallyHotStuff["persisted"] | null;
}

/**
 * Three correct nodes in the hands of the fourth, which leads every view: it alone says what reaches whom and when, as a
 * faulty leader with the network on its side may.
 */
export class Puppeteer {
  readonly #protocol: Protocol<TallyHotStuff>;
  readonly #staging: Staging;
  readonly #states = new Map<NodeId, TallyHotStuff["state"]>();
  readonly #disks = new Map<NodeId, TallyHotStuff["persisted"]>();
  readonly #votes = new Map<string, Map<NodeId, Signature>>();
  readonly #ready = new Map<View, Map<NodeId, Signature>>();
  readonly #executed = new Map<NodeId, Map<number, string>>();
  readonly #answers: number[] = [];

  constructor(staging: Staging) {
    this.#staging = staging;
    const rules = staging.rules ?? {};
    this.#protocol = hotStuff({ group, service: tally, tenure: 1_000, rules });
    for (const node of correct) {
      this.#step(node, { kind: "start", persisted: null });
      // Somebody wants something, and never gets it: so nobody rests.
      this.#tell(node, { kind: "forward", commands: [wish(99)] });
    }
  }

  /** Proposes to these, and to nobody else; gathers their votes. */
  propose(block: Command, to: readonly NodeId[] = correct, entry: ViewCertificate | null = null): void {
    for (const node of to) this.#tell(node, { kind: "generic", block, entry });
  }

  /** Whatever votes there are for it, and its own. */
  certificate(block: Command): QC {
    const name = digestOf(block);
    const own = signVote(liar, block.view, name, pen).signature;
    const others = [...(this.#votes.get(name)?.values() ?? [])];
    return { view: block.view, block: name, signatures: sorted([own, ...others]) };
  }

  /** One in the names of all, with seals of its own. */
  madeUp(block: Command): QC {
    const name = digestOf(block);
    const { seal } = signVote(liar, block.view, name, pen).signature;
    return { view: block.view, block: name, signatures: [0, 1, 2, 3].map((signer) => ({ signer, seal })) };
  }

  /** Lets these lose patience until they are ready for this view. */
  ready(view: View, nodes: readonly NodeId[] = correct): ViewCertificate {
    for (const node of nodes) {
      for (let nth = 0; nth < 10 && this.#ready.get(view)?.get(node) === undefined; nth++) {
        this.#step(node, { kind: "timer", timer: "view" });
      }
    }
    const own = signNewView(liar, view, genesisQC, pen).signature;
    return { view, signatures: sorted([own, ...(this.#ready.get(view)?.values() ?? [])]) };
  }

  restart(node: NodeId): void {
    const { disk = (written) => written } = this.#staging;
    this.#states.delete(node);
    this.#executed.delete(node);
    this.#step(node, { kind: "start", persisted: disk(this.#disks.get(node) ?? null) });
    this.#tell(node, { kind: "forward", commands: [wish(99)] });
  }

  /** A client asks at this node, and hears of its command before anybody has executed it. */
  answerFalsely(node: NodeId): void {
    this.#step(node, { kind: "request", request: { kind: "execute", client: 7, sequence: 0, command: 1 } });
    const statement = { kind: "reply" as const, client: 7, sequence: 0, result: 1_000 };
    const signature = { signer: liar, seal: signatures.seal(`node ${liar}`, statement) };
    this.#tell(node, { ...statement, signature });
  }

  /** What has been broken: agreement, or what a client believes; null if nothing. */
  get harm(): string | null {
    if (this.#answers.length > 0) return `A client believes ${this.#answers.join()}.`;
    const first = new Map<number, string>();
    for (const [node, log] of this.#executed) {
      for (const [slot, content] of log) {
        const other = first.get(slot) ?? content;
        first.set(slot, other);
        if (other !== content) return `Block ${slot} is ${content} at node ${node}, and ${other} elsewhere.`;
      }
    }
    const invented = [...first.values()].find((content) => content.includes("client 1000"));
    return invented === undefined ? null : `${invented} was executed, which no client has asked for.`;
  }

  #tell(node: NodeId, message: TallyHotStuff["message"]): void {
    this.#step(node, { kind: "message", from: liar, message });
  }

  #step(node: NodeId, input: Parameters<Protocol<TallyHotStuff>["step"]>[1]): void {
    const before = this.#states.get(node) ?? this.#protocol.initial(node);
    const { state, effects } = this.#protocol.step(before, input, { self: node, now: 0 });
    this.#states.set(node, state);
    for (const effect of effects) {
      if (effect.kind === "persist") this.#disks.set(node, effect.value);
      else if (effect.kind === "send" && effect.to === liar) this.#hear(node, effect.message);
      else if (effect.kind === "decide") this.#note(node, effect.decision);
    }
  }

  #hear(from: NodeId, message: TallyHotStuff["message"]): void {
    if (message.kind === "vote") noted(this.#votes, message.block).set(from, message.signature);
    if (message.kind === "new-view") noted(this.#ready, message.view).set(from, message.signature);
  }

  #note(node: NodeId, decision: TallyHotStuff["decision"]): void {
    if (decision.kind === "answered") this.#answers.push(decision.result);
    else {
      const asked = decision.executed.map(({ client }) => `client ${client}`).join();
      noted(this.#executed, node).set(decision.slot, `${asked} in view ${decision.view}`);
    }
  }
}

/** A child of the block with this certificate, with a command of this client. */
export function child(justify: QC, view: View, client: number): Command {
  return { view, commands: [wish(client)], justify };
}

/** As child, with a command that its client has not sealed. */
export function forgery(justify: QC, view: View): Command {
  return { view, commands: [{ ...wish(1_000), seal: 0 }], justify };
}

function wish(client: number): Wish<number> {
  return sealedWish({ client, sequence: 0, command: 1 }, liar, pen);
}

function noted<K, L, T>(all: Map<K, Map<L, T>>, key: K): Map<L, T> {
  let found = all.get(key);
  if (found === undefined) all.set(key, (found = new Map()));
  return found;
}

const sorted = (list: readonly Signature[]): readonly Signature[] =>
  list.toSorted((a, b) => a.signer - b.signer);
