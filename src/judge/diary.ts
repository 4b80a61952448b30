import type { QuorumSystem, Service } from "../core/index.ts";
import { multiPaxos, type Configuration, type MultiPaxos } from "../protocols/multi-paxos/index.ts";

/** Multi-Paxos over a diary: the smallest service that shows in which order things were written. */
export type DiaryLog = MultiPaxos<string, string, string>;

export type DiaryNode = DiaryLog["state"];

const diary: Service<string, string, string> = {
  name: "diary",
  initial: "",
  apply: (text, word) => ({ state: `${text}${word}; `, result: "done" }),
};

interface DiaryOptions {
  readonly quorums: QuorumSystem;
  /** By default one slot after the other. */
  readonly window?: number;
  readonly rules?: NonNullable<Configuration<string, string, string>["rules"]>;
}

/** Set up as `multiPaxosModel` wants it. */
export const diaryProtocol = ({ quorums, window = 1, rules = {} }: DiaryOptions) =>
  multiPaxos<string, string, string>({
    quorums,
    service: diary,
    batch: { size: 1 },
    window,
    isSticky: false,
    rules,
  });
