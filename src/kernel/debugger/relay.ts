import { Session } from "node:inspector";
import type { FromInspector, InspectorEvent, ToInspector } from "./inspector.ts";

/**
 * The inspector's end in the process of the cells, on a thread beside theirs: it answers while a cell is
 * paused or spins. There is no session with V8, and so no cost, until one is asked for.
 */
export class InspectorRelay {
  readonly #send: (message: FromInspector) => void;
  #session: Session | undefined;

  constructor(send: (message: FromInspector) => void) {
    this.#send = send;
  }

  hear(message: ToInspector): void {
    switch (message.kind) {
      case "open":
        this.#session?.disconnect();
        this.#session = this.#open();
        return;
      case "post":
        this.#post(message.id, message.method, message.params);
        return;
      case "close":
        this.#session?.disconnect();
        this.#session = undefined;
        return;
    }
  }

  #open(): Session {
    const session = new Session();
    session.connectToMainThread();
    session.on("inspectorNotification", (event) => {
      this.#send({ kind: "event", event: event as unknown as InspectorEvent });
    });
    return session;
  }

  #post(id: number, method: string, params: object): void {
    if (!this.#session) {
      this.#send({ kind: "refusal", id, message: "The inspector is not open." });
      return;
    }
    this.#session.post(method, params, (error, result) => {
      if (error) this.#send({ kind: "refusal", id, message: error.message });
      else this.#send({ kind: "answer", id, result: result ?? {} });
    });
  }
}
