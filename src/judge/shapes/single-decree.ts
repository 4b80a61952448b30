import { array, literal, nullable, strictObject, variant, type GenericSchema } from "valibot";
import type {
  AcceptedProposal,
  AcceptorState,
  AcceptorTransition,
  Decision,
  Message,
} from "../../protocols/single-decree/index.ts";
import { ballot, cancelTimer, nodeId, plan, setTimer } from "./common.ts";

const decision: GenericSchema<unknown, Decision<string>> = strictObject({ ballot, value: plan });

export const proposal: GenericSchema<unknown, AcceptedProposal<string>> = strictObject({
  ballot,
  value: plan,
});

export const acceptorState: GenericSchema<unknown, AcceptorState<string>> = strictObject({
  promised: nullable(ballot),
  accepted: nullable(proposal),
});

export const message: GenericSchema<unknown, Message<string>> = variant("kind", [
  strictObject({ kind: literal("prepare"), ballot }),
  strictObject({ kind: literal("promise"), ballot, accepted: nullable(proposal) }),
  strictObject({ kind: literal("accept"), ballot, value: plan }),
  strictObject({ kind: literal("accepted"), ballot, value: plan }),
  strictObject({ kind: literal("chosen"), ballot, value: plan }),
  strictObject({ kind: literal("nack"), ballot, promised: ballot }),
]);

export const acceptorTransition: GenericSchema<unknown, AcceptorTransition<string>> = strictObject({
  state: acceptorState,
  effects: array(
    variant("kind", [
      strictObject({ kind: literal("persist"), value: acceptorState }),
      strictObject({ kind: literal("send"), to: nodeId, message }),
      setTimer,
      cancelTimer,
      strictObject({ kind: literal("decide"), decision }),
    ]),
  ),
});
