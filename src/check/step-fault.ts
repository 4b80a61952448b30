import type { Input, NodeId, Script, Vocabulary } from "../core/index.ts";

/** How a protocol's `step` can break its contract. (One that never returns can only be killed from outside.) */
export type FaultKind = "throws" | "changes its input" | "returns garbage" | "is not deterministic";

interface Circumstances {
  readonly protocol: string;
  readonly fault: FaultKind;
  /** What exactly, as the end of a sentence. */
  readonly detail: string;
  readonly node: NodeId;
  readonly state: unknown;
  readonly input: Input<Vocabulary>;
}

/** A step that the checker cannot work with: the message is one sentence with the state and the input. */
export class StepFault extends Error {
  override readonly name = "StepFault";
  readonly fault: FaultKind;
  readonly node: NodeId;
  readonly state: unknown;
  readonly input: Input<Vocabulary>;
  /** A shortest run that ends with the faulty step; null until the search has worked it out. */
  readonly script: Script<Vocabulary> | null;
  readonly #circumstances: Circumstances;

  constructor(circumstances: Circumstances, options?: ErrorOptions & { script?: Script<Vocabulary> }) {
    const { protocol, fault, detail, node, state, input } = circumstances;
    super(
      `${protocol} ${fault} at node ${node}, in state ${JSON.stringify(state)}, ` +
        `on input ${JSON.stringify(input)}: ${detail}`,
      options,
    );
    this.fault = fault;
    this.node = node;
    this.state = state;
    this.input = input;
    this.script = options?.script ?? null;
    this.#circumstances = circumstances;
  }

  /** The same fault with the run that leads to it. */
  after(script: Script<Vocabulary>): StepFault {
    return new StepFault(this.#circumstances, { cause: this.cause, script });
  }
}
