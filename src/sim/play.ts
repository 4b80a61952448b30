import {
  inWords,
  milliseconds,
  sameData,
  type Duration,
  type NodeId,
  type Property,
  type Protocol,
  type Script,
  type ScriptAction,
  type TimerSpan,
  type Vocabulary,
} from "../core/index.ts";
import type { Host } from "./host.ts";
import type { Sent } from "./pending.ts";
import { report, type Run } from "./run.ts";
import { namesOf } from "./setup.ts";
import { Stage, type World } from "./stage.ts";

/** A run in which nothing is left to chance. */
export interface Play<V extends Vocabulary> {
  readonly protocol: Protocol<V>;
  /** How many nodes, or their names. */
  readonly nodes: number | readonly string[];
  readonly script: Script<V>;
  /** Checked after every event; the run ends at the first violation. */
  readonly properties?: readonly Property<V>[];
  /** `set`: a message stays in flight when it is delivered, as the model checker's network of that name has it. */
  readonly network?: "set";
  /** Virtual time from one action to the next, for diagrams; the protocol's clocks stand still. By default 10 ms. */
  readonly pace?: Duration;
}

/** An action of a script that is not possible where it stands. */
export class ScriptError extends Error {
  override readonly name = "ScriptError";
}

/**
 * Plays a script, such as a counterexample of the model checker, step by step.
 *
 * @throws ScriptError if an action is not possible: its message is not in flight, its timer does not run, its
 * node is down.
 */
export function play<V extends Vocabulary>(play: Play<V>): Run<V> {
  return new Playing(play).run();
}

/** A world ruled by a script: a message travels until the script says what becomes of it. */
class Playing<V extends Vocabulary> implements World<V> {
  readonly #play: Play<V>;
  readonly #names: readonly string[];
  readonly #stage: Stage<V>;
  readonly #inFlight: Sent<V>[] = [];
  /** How many effects the node of the current step still does before it crashes. */
  #effectsLeft = Infinity;

  constructor(play: Play<V>) {
    this.#play = play;
    this.#names = namesOf(play.nodes);
    this.#stage = new Stage({
      protocol: play.protocol,
      names: this.#names,
      // The model checker shows a protocol one moment only, so its counterexamples are played at that one.
      clockRates: this.#names.map(() => 0),
      properties: play.properties ?? [],
      keepsTrace: true,
      keepsDecisions: true,
      world: this,
    });
  }

  run(): Run<V> {
    const stage = this.#stage;
    const { script, pace = milliseconds(10) } = this.#play;
    for (const host of stage.hosts) {
      if (stage.broken === null) stage.start(host);
    }
    for (const [index, action] of script.entries()) {
      if (stage.broken !== null) break;
      stage.now = (index + 1) * pace;
      this.#take(action, index + 1);
    }
    const ended = stage.broken === null ? "quiet" : "violation";
    return report(stage, { protocol: this.#play.protocol.name, seed: null, names: this.#names, ended });
  }

  #take(action: ScriptAction<V>, position: number): void {
    const crashAfter = "crashAfter" in action ? action.crashAfter : undefined;
    this.#effectsLeft = crashAfter ?? Infinity;
    this.#perform(action, position);
    const host = this.#stage.host(actor(action).node);
    if (crashAfter !== undefined && host.isUp && this.#stage.broken === null) this.#stage.crash(host);
  }

  #perform(action: ScriptAction<V>, position: number): void {
    const stage = this.#stage;
    const { node, mustBe } = actor(action);
    const host = stage.host(node);
    const refuse = (why: string): never => {
      throw new ScriptError(`Action ${position} of the script (${action.kind}) is not possible: ${why}.`);
    };
    if (host === undefined) refuse(`there is no node ${node}`);
    if (mustBe !== undefined && host.isUp !== (mustBe === "up")) {
      refuse(`${this.#names[node]} is ${host.isUp ? "up" : "down"}`);
    }
    switch (action.kind) {
      case "deliver":
      case "duplicate": {
        const stays = action.kind === "duplicate" || this.#play.network === "set";
        return stage.deliver(host, this.#find(action, stays) ?? refuse(missing(action, this.#names)));
      }
      case "drop":
        return stage.drop(this.#find(action, false) ?? refuse(missing(action, this.#names)), "loss");
      case "timer":
        if (!host.ringNow(action.timer))
          refuse(`the timer ${JSON.stringify(action.timer)} does not run there`);
        return stage.ring(host, action.timer);
      case "request":
        return stage.request(host, action.request);
      case "crash":
        return stage.crash(host);
      case "restart":
        if (action.disk === "lost") host.disk = null;
        return stage.start(host);
    }
  }

  /** The message of this action; of several equal ones, the one that was sent first. */
  #find({ from, to, message }: InFlight<V>, stays: boolean): Sent<V> | undefined {
    const index = this.#inFlight.findIndex(
      (sent) => sent.node === from && sent.to === to && sameData(sent.message, message),
    );
    const sent = this.#inFlight[index];
    if (sent !== undefined && !stays) this.#inFlight.splice(index, 1);
    return sent;
  }

  carry(sent: Sent<V>): void {
    this.#inFlight.push(sent);
  }

  wind(host: Host<V>, timer: V["timer"], { min }: TimerSpan): Duration {
    host.setTimer(timer, 0);
    return min;
  }

  /** Clients ask what the script says, whatever they hear. */
  hear(): void {}

  strikes(): boolean {
    return this.#effectsLeft-- <= 0;
  }
}

type InFlight<V extends Vocabulary> = Extract<ScriptAction<V>, { kind: "deliver" | "duplicate" | "drop" }>;

/** Whose affair an action is, and how it has to find that node. */
function actor<V extends Vocabulary>(
  action: ScriptAction<V>,
): { readonly node: NodeId; readonly mustBe?: "up" | "down" } {
  switch (action.kind) {
    case "deliver":
    case "duplicate":
      return { node: action.to, mustBe: "up" };
    case "drop":
      return { node: action.to };
    case "timer":
    case "request":
    case "crash":
      return { node: action.node, mustBe: "up" };
    case "restart":
      return { node: action.node, mustBe: "down" };
  }
}

function missing<V extends Vocabulary>({ from, to, message }: InFlight<V>, names: readonly string[]): string {
  return `no message "${inWords(message)}" is on its way from ${names[from]} to ${names[to]}`;
}
