import type { Vocabulary } from "../core/index.ts";
import type { Limits, Model } from "./model.ts";

/** @throws RangeError in one sentence for the first thing that makes no sense. */
export function requireSound<V extends Vocabulary>(model: Model<V>, limits: Limits): void {
  const count = typeof model.nodes === "number" ? model.nodes : model.nodes.length;
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(
      `model.nodes must be a whole number of at least 1, or a list of names; got ${count}.`,
    );
  }
  for (const { node } of model.requests ?? []) {
    if (!Number.isInteger(node) || node < 0 || node >= count) {
      throw new RangeError(`A request goes to node ${node}; the nodes are 0 to ${count - 1}.`);
    }
  }
  requireListeners(model, count);
  requireSymmetry(model, count);
  const { network, crashes } = model;
  if (network !== undefined && network.kind !== "set") {
    requireCount("network.loss", network.loss);
    requireCount("network.duplication", network.duplication);
  }
  requireCount("crashes.most", crashes?.most);
  for (const limit of ["depth", "states", "memory"] as const) {
    const value = limits[limit];
    if (value !== undefined && !(value >= 1)) {
      throw new RangeError(`limits.${limit} must be at least 1; got ${value}.`);
    }
  }
  if ((model.sometimes?.length ?? 0) > mostSometimes) {
    throw new RangeError(
      `A model may have up to ${mostSometimes} sometimes; this one has ${model.sometimes!.length}.`,
    );
  }
}

function requireListeners<V extends Vocabulary>(model: Model<V>, count: number): void {
  const { listeners = [], requests = [], sometimes = [] } = model;
  if (listeners.length === 0) return;
  const stranger = listeners.find((node) => !Number.isInteger(node) || node < 0 || node >= count);
  if (stranger !== undefined) {
    throw new RangeError(`model.listeners names node ${stranger}; the nodes are 0 to ${count - 1}.`);
  }
  const asked = requests.find(({ node }) => listeners.includes(node));
  if (asked !== undefined) {
    throw new RangeError(`Node ${asked.node} is one of model.listeners, so no request can go to it.`);
  }
  if (model.eventually !== undefined || sometimes.some((entry) => "state" in entry)) {
    throw new RangeError(
      "With model.listeners, states are not whole: leave out eventually, and sometimes about states.",
    );
  }
}

function requireSymmetry<V extends Vocabulary>(model: Model<V>, count: number): void {
  const { symmetry, requests = [], listeners = [], network, crashes, sometimes = [] } = model;
  if (symmetry === undefined) return;
  const { nodes } = symmetry;
  const isNode = (node: number): boolean => Number.isInteger(node) && node >= 0 && node < count;
  if (new Set(nodes).size !== nodes.length || nodes.length < 2 || nodes.length > 5 || !nodes.every(isNode)) {
    throw new RangeError(
      `model.symmetry.nodes must be two to five different nodes of 0 to ${count - 1}; got ${nodes.join(", ")}.`,
    );
  }
  const asked = requests.find(({ node }) => nodes.includes(node));
  if (asked !== undefined) {
    throw new RangeError(
      `Node ${asked.node} is one of model.symmetry, so no request can go to it: that would set it apart.`,
    );
  }
  if (nodes.some((node) => listeners.includes(node)) && !nodes.every((node) => listeners.includes(node))) {
    throw new RangeError("Of the nodes of model.symmetry, either all are listeners or none.");
  }
  if (network?.kind === "fifo") throw new RangeError("model.symmetry needs a network that is not fifo.");
  if ((crashes?.most ?? 0) > 0 && crashes?.strikes !== "between steps") {
    throw new RangeError(
      'With model.symmetry, crashes.strikes must be "between steps": in the middle of a broadcast, nodes differ ' +
        "by who was sent to first.",
    );
  }
  if (model.eventually !== undefined || sometimes.some((entry) => "state" in entry)) {
    throw new RangeError(
      "With model.symmetry, one state stands for many: leave out eventually, and sometimes about states.",
    );
  }
}

/** The engine keeps one bit each. */
const mostSometimes = 30;

/** The initial state must be one of those to look at. */
export function outsideFromTheStart(within: string): RangeError {
  return new RangeError(
    `The nodes have only just started, and are outside of "${within}": no step can be taken.`,
  );
}

function requireCount(setting: string, count: number | undefined): void {
  if (count === undefined || count === Infinity || (Number.isInteger(count) && count >= 0)) return;
  throw new RangeError(`model.${setting} must be a whole number of at least 0, or Infinity; got ${count}.`);
}
