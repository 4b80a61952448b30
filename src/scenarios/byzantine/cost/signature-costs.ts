import {
  microseconds,
  type Duration,
  type NodeId,
  type Protocol,
  type Vocabulary,
} from "../../../core/index.ts";
import { signatures, type Authentication, type Seal } from "../../../protocols/byzantine/index.ts";

/** What a signature costs whoever makes it, and whoever checks it. */
export interface SignatureCosts {
  readonly sign: Duration;
  readonly check: Duration;
}

/** Ed25519 on one core of a server of these years, as `openssl speed ed25519` tells: some 40,000 and 15,000 a second. */
export const ed25519: SignatureCosts = { sign: microseconds(25), check: microseconds(65) };

/** As good as nothing. So much the message authentication codes of PBFT's paper cost (section 5), beside signatures. */
export const unsigned: SignatureCosts = { sign: 0, check: 0 };

export interface SignatureCount {
  readonly made: number;
  readonly checked: number;
}

/** Counts the signatures that nodes make and check. A node that has checked one knows it when it comes again. */
export class SignatureMeter {
  readonly #known = new Map<NodeId, Set<string>>();
  #self: NodeId = 0;
  #made = 0;
  #checked = 0;

  /** To be handed to the protocol that {@link watching} then looks at. */
  readonly authentication: Authentication = {
    name: signatures.name,
    seal: (author, content) => {
      const seal = signatures.seal(author, content);
      this.#made++;
      this.#isNew(author, seal);
      return seal;
    },
    isGenuine: (author, content, seal) => {
      if (this.#isNew(author, seal)) this.#checked++;
      return signatures.isGenuine(author, content, seal);
    },
  };

  /** The same protocol. Whatever is signed or checked in a step is on the account of its node. */
  watching<V extends Vocabulary>(protocol: Protocol<V>): Protocol<V> {
    return {
      ...protocol,
      step: (state, input, context) => {
        this.#self = context.self;
        return protocol.step(state, input, context);
      },
    };
  }

  /** The node that took the last step. */
  get last(): NodeId {
    return this.#self;
  }

  /** So far, by all nodes. */
  get count(): SignatureCount {
    return { made: this.#made, checked: this.#checked };
  }

  #isNew(author: string, seal: Seal): boolean {
    let known = this.#known.get(this.#self);
    if (known === undefined) this.#known.set(this.#self, (known = new Set()));
    const signature = `${author} ${seal}`;
    if (known.has(signature)) return false;
    known.add(signature);
    return true;
  }
}
