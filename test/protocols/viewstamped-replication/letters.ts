import type { Protocol, Service } from "../../../src/core/index.ts";
import {
  viewstampedReplication,
  type Configuration,
  type ViewstampedReplication,
} from "../../../src/protocols/viewstamped-replication/index.ts";

/** Commands are letters, and the service is the text they make. */
export type Letters = ViewstampedReplication<string, string, string>;

const letters: Service<string, string, string> = {
  name: "letters",
  initial: "",
  apply: (text, letter) => ({ state: text + letter, result: text + letter }),
};

export const lettersAmong = (
  replicas: number,
  options: Partial<Configuration<string, string, string>> = {},
): Protocol<Letters> => viewstampedReplication({ replicas, service: letters, ...options });
