import { array, literal, nullable, strictObject, variant, type GenericSchema } from "valibot";
import type {
  AcceptedProposal,
  AcceptorState,
  AcceptorTransition,
  Decision,
  LearnerState,
  Message,
  ProposerState,
  ProposerTransition,
} from "../../protocols/single-decree/index.ts";
import { ballot, cancelTimer, nodeId, nodeIds, plan, setTimer, whole } from "./common.ts";

const decision: GenericSchema<unknown, Decision<string>> = strictObject({ ballot, value: plan });

const proposal: GenericSchema<unknown, AcceptedProposal<string>> = strictObject({
  ballot,
  value: plan,
});

export const acceptorState: GenericSchema<unknown, AcceptorState<string>> = strictObject({
  promised: nullable(ballot),
  accepted: nullable(proposal),
});

const message: GenericSchema<unknown, Message<string>> = variant("kind", [
  strictObject({ kind: literal("prepare"), ballot }),
  strictObject({ kind: literal("promise"), ballot, accepted: nullable(proposal) }),
  strictObject({ kind: literal("accept"), ballot, value: plan }),
  strictObject({ kind: literal("accepted"), ballot, value: plan }),
  strictObject({ kind: literal("chosen"), ballot, value: plan }),
  strictObject({ kind: literal("nack"), ballot, promised: ballot }),
]);

/** What a role may do besides writing its own part of the disk. */
const deeds = [
  strictObject({ kind: literal("send"), to: nodeId, message }),
  setTimer,
  cancelTimer,
  strictObject({ kind: literal("decide"), decision }),
] as const;

export const acceptorTransition: GenericSchema<unknown, AcceptorTransition<string>> = strictObject({
  state: acceptorState,
  effects: array(
    variant("kind", [strictObject({ kind: literal("persist"), value: acceptorState }), ...deeds]),
  ),
});

export const proposerState: GenericSchema<unknown, ProposerState<string>> = strictObject({
  highest: nullable(ballot),
  task: nullable(strictObject({ value: plan, attempt: whole })),
  phase: variant("kind", [
    strictObject({ kind: literal("idle") }),
    strictObject({
      kind: literal("preparing"),
      ballot,
      promises: nodeIds,
      highestAccepted: nullable(proposal),
    }),
    strictObject({ kind: literal("accepting"), ballot, value: plan }),
  ]),
});

const durableProposer = strictObject({ highest: nullable(ballot) });

export const proposerTransition: GenericSchema<unknown, ProposerTransition<string>> = strictObject({
  state: proposerState,
  effects: array(
    variant("kind", [strictObject({ kind: literal("persist"), value: durableProposer }), ...deeds]),
  ),
});

export const learnerState: GenericSchema<unknown, LearnerState<string>> = strictObject({
  votes: array(strictObject({ ballot, value: plan, acceptors: nodeIds })),
  learned: nullable(decision),
});
