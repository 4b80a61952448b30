import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Kernel } from "../../../src/kernel/client/index.ts";
import { newSession, type Ran, type Session } from "./session.ts";

type Body = Readonly<Record<string, never>>;

/** What a front end does to debug: debug_requests on control, debug_events from iopub. */
export class DebugClient {
  readonly #kernel: Kernel;
  readonly #events: DebugProtocol.Event[] = [];
  readonly #waiting: { readonly name: string; readonly resolve: (event: DebugProtocol.Event) => void }[] = [];
  #seq = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    kernel.onMessage((channel, { header, content }) => {
      if (channel === "iopub" && header.msg_type === "debug_event") this.#hear(content as never);
    });
  }

  async ask(command: string, given: object = {}): Promise<DebugProtocol.Response> {
    this.#seq += 1;
    const content = { type: "request", seq: this.#seq, command, arguments: given };
    const reply = await this.#kernel.request("control", "debug_request", content);
    return reply.content as unknown as DebugProtocol.Response;
  }

  /** The body of the response to a request that must succeed. */
  async get<Response extends DebugProtocol.Response>(
    command: string,
    given: object = {},
  ): Promise<Response["body"]> {
    const response = await this.ask(command, given);
    if (!response.success) throw new Error(`${command}: ${response.message}`);
    return response.body as Body;
  }

  /** The next event of this name that nobody has waited for. */
  async event(name: string): Promise<DebugProtocol.Event> {
    const index = this.#events.findIndex(({ event }) => event === name);
    const [heard] = index < 0 ? [] : this.#events.splice(index, 1);
    if (heard) return heard;
    const { promise, resolve } = Promise.withResolvers<DebugProtocol.Event>();
    this.#waiting.push({ name, resolve });
    return promise;
  }

  get unheard(): readonly string[] {
    return this.#events.map(({ event }) => event);
  }

  async attach(given: object = {}): Promise<void> {
    await this.get("initialize", { clientID: "test" });
    await this.get("attach", given);
    await this.event("initialized");
    await this.get("configurationDone");
  }

  /** Sets breakpoints in a cell; returns where they are. */
  async breakpoints(
    code: string,
    ...asked: readonly (number | DebugProtocol.SourceBreakpoint)[]
  ): Promise<readonly DebugProtocol.Breakpoint[]> {
    const { sourcePath } = await this.get("dumpCell", { code });
    return this.breakpointsIn(sourcePath, ...asked);
  }

  async breakpointsIn(
    path: string,
    ...asked: readonly (number | DebugProtocol.SourceBreakpoint)[]
  ): Promise<readonly DebugProtocol.Breakpoint[]> {
    const breakpoints = asked.map((each) => (typeof each === "number" ? { line: each } : each));
    const body = await this.get<DebugProtocol.SetBreakpointsResponse>("setBreakpoints", {
      source: { path },
      breakpoints,
    });
    return body.breakpoints;
  }

  /** Waits until the thread has stopped; returns why, and the innermost frames as `name:line`. */
  async stopped(): Promise<{
    readonly reason: string;
    readonly at: readonly string[];
    readonly frames: readonly DebugProtocol.StackFrame[];
  }> {
    const { body } = await this.event("stopped");
    const { stackFrames } = await this.get<DebugProtocol.StackTraceResponse>("stackTrace", { threadId: 1 });
    return {
      reason: String((body as Record<string, unknown>)["reason"]),
      at: stackFrames.map(({ name, line }) => `${name}:${line}`),
      frames: stackFrames,
    };
  }

  /** The variables of a scope of the innermost frame, as `name: value`. */
  async variables(scope: string): Promise<readonly string[]> {
    const { stackFrames } = await this.get<DebugProtocol.StackTraceResponse>("stackTrace", { threadId: 1 });
    const { scopes } = await this.get<DebugProtocol.ScopesResponse>("scopes", {
      frameId: stackFrames[0]?.id,
    });
    const reference = scopes.find(({ name }) => name === scope)?.variablesReference;
    return reference === undefined ? [] : this.children(reference);
  }

  async children(variablesReference: number, page: object = {}): Promise<readonly string[]> {
    const variables = await this.list(variablesReference, page);
    return variables.map(({ name, value }) => `${name}: ${value}`);
  }

  async list(variablesReference: number, page: object = {}): Promise<readonly DebugProtocol.Variable[]> {
    const body = await this.get<DebugProtocol.VariablesResponse>("variables", {
      variablesReference,
      ...page,
    });
    return body.variables;
  }

  /** `next`, `stepIn`, `stepOut` or `continue`, and where that leads. */
  async step(command: string): ReturnType<DebugClient["stopped"]> {
    await this.get(command, { threadId: 1 });
    return this.stopped();
  }

  #hear(event: DebugProtocol.Event): void {
    const index = this.#waiting.findIndex(({ name }) => name === event.event);
    const [waiter] = index < 0 ? [] : this.#waiting.splice(index, 1);
    if (waiter) waiter.resolve(event);
    else this.#events.push(event);
  }
}

export interface DebuggedSession extends Session {
  readonly debug: DebugClient;
  /** Runs a cell that will pause, so that nobody waits for it yet. */
  readonly start: (code: string) => { readonly ran: Promise<Ran> };
}

export async function newDebuggedSession(): Promise<DebuggedSession> {
  const session = await newSession();
  const debug = new DebugClient(session.kernel);
  await debug.attach();
  const start = (code: string): { readonly ran: Promise<Ran> } => {
    const ran = session.run(code);
    // A test that has failed before it waits for the cell has said enough.
    ran.catch(() => undefined);
    return { ran };
  };
  return { ...session, debug, start };
}
