import type { AcceptorRole } from "../../../protocols/single-decree/index.ts";
import type { Port } from "../../port.ts";
import { acceptorCalls, acceptorProvisions, type AcceptorCalls } from "../acceptor/port.ts";

export interface DurableModule {
  readonly durableAcceptor: () => AcceptorRole<string>;
}

export const durablePort: Port<DurableModule, AcceptorCalls> = {
  file: "durable-acceptor.ts",
  exports: ["durableAcceptor"],
  calls: acceptorCalls(({ durableAcceptor }) => durableAcceptor()),
  provides: acceptorProvisions,
};
