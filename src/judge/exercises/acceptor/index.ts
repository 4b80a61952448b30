import type { Exercise } from "../../exercise.ts";
import { acceptorState, acceptorTransition } from "../../shapes/single-decree.ts";
import { contract } from "./contract.ts";
import { acceptorMutants, acceptorVariants } from "./mutants.ts";
import { acceptorPort, type AcceptorCalls, type AcceptorModule } from "./port.ts";
import { safety } from "./safety.ts";

export const acceptor: Exercise<AcceptorModule, AcceptorCalls> = {
  slug: "acceptor",
  port: acceptorPort,
  answers: { initial: acceptorState, onPrepare: acceptorTransition, onAccept: acceptorTransition },
  cases: [...contract, ...safety],
  mutants: acceptorMutants,
  variants: acceptorVariants,
};
