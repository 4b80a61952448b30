import type { Input, NodeId, Protocol, Transition } from "../../core/index.ts";
import type { Durable, Raft } from "../../protocols/raft/index.ts";

/** The protocol among servers that have lived before: each starts with its disk as listed, by node. */
export function withDisks<S, C, R>(
  protocol: Protocol<Raft<S, C, R>>,
  disks: readonly Durable<S, C, R>[],
): Protocol<Raft<S, C, R>> {
  type V = Raft<S, C, R>;
  return {
    ...protocol,
    step(state, input: Input<V>, context): Transition<V> {
      const disk = startingDisk(input, context.self, disks);
      if (disk === null) return protocol.step(state, input, context);
      const { state: next, effects } = protocol.step(state, { kind: "start", persisted: disk }, context);
      // Written once more, so that whoever looks on sees what is there.
      return { state: next, effects: [{ kind: "persist", value: disk }, ...effects] };
    },
  };
}

function startingDisk<S, C, R>(
  input: Input<Raft<S, C, R>>,
  self: NodeId,
  disks: readonly Durable<S, C, R>[],
): Durable<S, C, R> | null {
  return input.kind === "start" && input.persisted === null ? (disks[self] ?? null) : null;
}
