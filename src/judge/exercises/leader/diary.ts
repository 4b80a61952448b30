import { majority, nodes, type Service } from "../../../core/index.ts";
import { multiPaxos, type Configuration } from "../../../protocols/multi-paxos/index.ts";
import type { DiaryNode } from "./port.ts";

/** A service that writes down what it is told, in the order in which it is told. */
const diary: Service<string, string, string> = {
  name: "diary",
  initial: "",
  apply: (text, word) => ({ state: `${text}${word}; `, result: "done" }),
};

/** Three nodes that keep a diary of so many slots. */
export const diaryKeepers = (
  slots: number,
  rules: NonNullable<Configuration<string, string, string>["rules"]> = {},
) =>
  multiPaxos<string, string, string>({
    quorums: majority(nodes(3)),
    service: diary,
    batch: { size: 1 },
    window: slots,
    isSticky: false,
    rules,
  });

/** A node that has seen nothing yet. */
export const freshNode: DiaryNode = diaryKeepers(1).initial(0);
