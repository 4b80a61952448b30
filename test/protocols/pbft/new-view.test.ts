import { expect, it } from "vitest";
import { digestOf, signatures } from "../../../src/protocols/byzantine/index.ts";
import {
  chosenBatches,
  keysOf,
  type Prepared,
  type PrePrepare,
  type Request,
  type ViewChange,
} from "../../../src/protocols/pbft/index.ts";

const keys = keysOf(signatures);

/** A plan ordered in some place; who has prepared it is of no interest to the rule, which others have checked by then. */
function prepared(plan: string, view: number, sequence: number): Prepared<string> {
  const request: Omit<Request<string>, "seal"> = {
    kind: "request",
    operation: plan,
    timestamp: 0,
    client: 0,
    proxy: 0,
  };
  const batch = [keys.sealed<Request<string>>(request)];
  const digest = digestOf(batch);
  const ordering: Omit<PrePrepare<string>, "seal"> = {
    kind: "pre-prepare",
    view,
    sequence,
    digest,
    replica: view % 4,
    batch,
  };
  return { prePrepare: keys.sealed<PrePrepare<string>>(ordering), prepares: [] };
}

const viewChange = (
  replica: number,
  stable: number,
  ...certificates: Prepared<string>[]
): ViewChange<string> =>
  keys.sealed<ViewChange<string>>({
    kind: "view-change",
    view: 5,
    stable,
    checkpoints: [],
    prepared: certificates,
    replica,
  });

const plansIn = (...viewChanges: ViewChange<string>[]) =>
  chosenBatches(viewChanges).map(({ sequence, batch }) => [
    sequence,
    batch.map(({ operation }) => operation).join(),
  ]);

it("a new view orders in each place what prepared there in the highest view", () => {
  expect(
    plansIn(
      viewChange(0, 0, prepared("drains", 1, 1)),
      viewChange(1, 0, prepared("pumps", 3, 1)),
      viewChange(2, 0, prepared("roads", 2, 1)),
    ),
  ).toEqual([[1, "pumps"]]);
});

it("and the null request where nothing has, below something that has", () => {
  expect(plansIn(viewChange(0, 0, prepared("drains", 0, 3)), viewChange(1, 0), viewChange(2, 0))).toEqual([
    [1, ""],
    [2, ""],
    [3, "drains"],
  ]);
});

it("and nothing up to the last stable checkpoint that one of them proves", () => {
  expect(
    plansIn(
      viewChange(0, 0, prepared("drains", 0, 1), prepared("pumps", 0, 2)),
      viewChange(1, 1, prepared("pumps", 0, 2)),
      viewChange(2, 0),
    ),
  ).toEqual([[2, "pumps"]]);
});
