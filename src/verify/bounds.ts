import { namesOf, type Model } from "../check/index.ts";
import type { Vocabulary } from "../core/index.ts";
import { count } from "../figures/index.ts";

/** What the model allows to happen, a phrase each: a verdict holds for this and nothing else. */
export function boundsOf<V extends Vocabulary>(model: Model<V>): readonly string[] {
  const {
    requests = [],
    network = { kind: "unordered" },
    timers = "any moment",
    crashes,
    within,
    symmetry,
  } = model;
  const exchanged = symmetry?.nodes.map((node) => namesOf(model)[node]) ?? [];
  return [
    count(namesOf(model).length, "node"),
    ...(requests.length === 0 ? [] : [`${count(requests.length, "request")}, each at any moment or never`]),
    ...networkBounds(network),
    timers === "off" ? "no timer rings" : "timers that run may ring at any moment",
    ...crashBounds(crashes),
    ...(within === undefined ? [] : [within.name]),
    ...(symmetry === undefined
      ? []
      : [`states that differ only by ${exchanged.join(", ")} having changed places count as one`]),
  ];
}

function networkBounds(network: NonNullable<Model<Vocabulary>["network"]>): readonly string[] {
  if (network.kind === "set") return ["messages may come in any order, any number of times or never"];
  const { kind, loss = 0, duplication = 0 } = network;
  return [
    kind === "fifo" ? "messages of a link keep their order" : "messages overtake each other freely",
    ...(loss === 0 ? [] : [`${atMost(loss)} lost`]),
    ...(duplication === 0 ? [] : [`${atMost(duplication)} delivered twice`]),
  ];
}

function crashBounds(crashes: Model<Vocabulary>["crashes"]): readonly string[] {
  if (crashes === undefined || crashes.most === 0) return ["no crashes"];
  const { most, disk = "kept", strikes = "within steps" } = crashes;
  const where = strikes === "within steps" ? "also in the middle of a step" : "between steps";
  const fate = disk === "kept" ? "every disk survives" : "a disk may be lost";
  return [`at most ${count(most, "crash", "crashes")}, ${where}; ${fate}`];
}

const atMost = (most: number): string => (most === Infinity ? "any number" : `at most ${most}`);
