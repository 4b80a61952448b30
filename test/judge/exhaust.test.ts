import { describe, expect, it } from "vitest";
import { explore, SymmetryError } from "../../src/check/index.ts";
import { acceptorRole, proposerRole, type AcceptorRole } from "../../src/protocols/single-decree/index.ts";
import { separateRoles, type SeparateRoles } from "../../src/verify/index.ts";
import { exhaust } from "../../src/judge/exhaust.ts";
import { Misbehaviour } from "../../src/judge/index.ts";

const right = acceptorRole<string>();
const world: SeparateRoles = { acceptors: 2, proposers: 1, ballots: 1, acceptorsAre: "alike" };

const explored = (changed: Partial<AcceptorRole<string>>): ReturnType<typeof exhaust> =>
  exhaust({ ...separateRoles(world, { acceptor: { ...right, ...changed } }), sometimes: [] });

describe("exploring a model with a solution in it", () => {
  it("finds nothing if there is nothing", () => {
    expect(explored({})).toBeNull();
  });

  it("says so if a solution writes to nobody", () => {
    const onPrepare: (typeof right)["onPrepare"] = (state, _, message) => right.onPrepare(state, 99, message);
    expect(explored({ onPrepare })?.sentence).toMatch(
      /^The rest of the protocol cannot go on with that: .*99/,
    );
  });

  it("tells acceptors apart if the solution has favourites among them", () => {
    const plain = proposerRole<string>();
    const favouring: typeof plain = {
      ...plain,
      onPropose(state, value, context) {
        const { state: next, effects } = plain.onPropose(state, value, context);
        return {
          state: next,
          effects: effects.filter((effect) => effect.kind !== "send" || effect.to !== 1),
        };
      },
    };
    const bounds: SeparateRoles = { acceptors: 3, proposers: 2, ballots: 2, acceptorsAre: "alike" };
    const model = separateRoles(bounds, { proposer: favouring });
    expect(() => explore(model)).toThrow(SymmetryError);
    expect(exhaust(model)).toBeNull();
  });

  it("lets a misbehaviour through, which is not a finding but a fault", () => {
    const onPrepare = (): never => {
      throw new Misbehaviour("takes too long", "onPrepare takes too long.");
    };
    expect(() => explored({ onPrepare })).toThrow();
  });
});
