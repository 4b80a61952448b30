import {
  emptyArray,
  executeOnce,
  type ClientCommand,
  type Executed,
  type Service,
  type Sessions,
} from "../../core/index.ts";
import type { OpNumber } from "./messages.ts";

/** The application as it stands once the committed operations are executed. */
export interface Application<S, R> {
  /** The last operation that this replica knows to be committed: it has executed all up to it. */
  readonly commitNumber: OpNumber;
  readonly service: S;
  /** The client-table (section 4): by client, its last request and the result. */
  readonly sessions: Sessions<R>;
}

export function blank<S, C, R>({ initial }: Service<S, C, R>): Application<S, R> {
  return { commitNumber: 0, service: initial, sessions: emptyArray };
}

/** Executes the next operation, unless the client-table says that it has been. */
export function execute<S, C, R>(
  application: Application<S, R>,
  operation: ClientCommand<C>,
  machine: Service<S, C, R>,
): { readonly application: Application<S, R>; readonly executed: readonly Executed<C, R>[] } {
  const { executed, ...after } = executeOnce(application, [operation], machine);
  return { application: { ...after, commitNumber: application.commitNumber + 1 }, executed };
}
