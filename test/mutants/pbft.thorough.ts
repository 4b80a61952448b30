import { stormOver } from "../conformance/pbft-storms.ts";
import { testByStorms } from "./by-storms.ts";
import { mutants, rightVariants, type PbftVariant } from "./pbft.ts";

/** Storms are counted from the one that the variant names. */
function weather({ name: _name, from = 1, ...how }: PbftVariant, seed: number): string | null {
  return stormOver({ count: 4, ...how }, from - 1 + seed).complaint?.problem ?? null;
}

testByStorms({ mutants, rightVariants, weather, patience: 200, storms: 10 });
