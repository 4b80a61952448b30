import type { Time } from "../core/index.ts";
import type { Served } from "../sim/index.ts";

/** When an input reached its node, which may have had other work to do first. */
export function reachedAt({ at, work = 0, waited = 0 }: { readonly at: Time } & Partial<Served>): Time {
  return at - work - waited;
}
