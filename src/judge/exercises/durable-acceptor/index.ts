import type { Exercise } from "../../exercise.ts";
import { acceptorState, acceptorTransition } from "../../shapes/single-decree.ts";
import type { AcceptorCalls } from "../acceptor/port.ts";
import { disk } from "./disk.ts";
import { durableMutants, durableVariants } from "./mutants.ts";
import { durablePort, type DurableModule } from "./port.ts";
import { powerCuts } from "./power-cuts.ts";

export const durableAcceptor: Exercise<DurableModule, AcceptorCalls> = {
  slug: "durable-acceptor",
  port: durablePort,
  answers: { initial: acceptorState, onPrepare: acceptorTransition, onAccept: acceptorTransition },
  cases: [...disk, ...powerCuts],
  mutants: durableMutants,
  variants: durableVariants,
};
