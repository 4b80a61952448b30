import type { Protocol } from "devtools-protocol";
import type { Position } from "../language/index.ts";
import type { Scope, StackFrame } from "./dap.ts";
import type { NamedValue, References } from "./references.ts";
import type { Script, Scripts } from "./scripts.ts";

type CallFrame = Protocol.Debugger.CallFrame;

/** A frame of the user's: kernel and Node are left out. */
export interface Frame {
  readonly id: number;
  readonly name: string;
  readonly script: Script;
  readonly position: Position;
  /** Nothing in what has been left by an `await`: its variables cannot be seen. */
  readonly call?: CallFrame;
}

let lastFrameId = 0;

export function framesOf(paused: Protocol.Debugger.PausedEvent, scripts: Scripts): readonly Frame[] {
  const frames: Frame[] = paused.callFrames.flatMap((call) => {
    const { scriptId, lineNumber, columnNumber = 0 } = call.location;
    const found = locate(scripts, { ...call, scriptId, lineNumber, columnNumber });
    return found ? [{ ...found, call }] : [];
  });
  for (let trace = paused.asyncStackTrace; trace; trace = trace.parent) {
    for (const call of trace.callFrames) {
      const found = locate(scripts, call);
      if (found) frames.push(found);
    }
  }
  return frames;
}

function locate(scripts: Scripts, call: Omit<Protocol.Runtime.CallFrame, "url">): Frame | undefined {
  const script = scripts.byId(call.scriptId);
  if (!script) return undefined;
  const position = script.nearest({ line: call.lineNumber + 1, column: call.columnNumber + 1 });
  lastFrameId += 1;
  return {
    id: lastFrameId,
    name: call.functionName === "" ? script.label : call.functionName,
    script,
    position,
  };
}

export function stackFrame({ id, name, script, position, call }: Frame): StackFrame {
  const isForeign = script.source.path.includes("node_modules");
  return {
    id,
    name: call ? name : `${name} (awaiting)`,
    source: { ...script.source, ...(isForeign && { presentationHint: "deemphasize" }) },
    ...position,
    ...((!call || isForeign) && { presentationHint: "subtle" }),
  };
}

/** Variables that are neither in a scope nor on the heap: `this`, what is being returned or thrown. */
export function extrasOf(
  { call }: Frame,
  exception: Protocol.Runtime.RemoteObject | undefined,
): readonly NamedValue[] {
  const extras: NamedValue[] = [];
  if (exception) extras.push({ name: "(exception)", value: exception });
  if (call?.returnValue) extras.push({ name: "(return value)", value: call.returnValue });
  if (call && call.this.type !== "undefined" && call.this.className !== "global") {
    extras.push({ name: "this", value: call.this });
  }
  return extras;
}

/** V8 has a scope for every block; to a reader what is local is one. */
export function scopesOf(
  frame: Frame,
  references: References,
  extra: readonly NamedValue[],
): readonly Scope[] {
  if (!frame.call) return [];
  const { locals, closure, module } = groupScopes(frame.call.scopeChain);
  const scope = (
    name: string,
    objectIds: readonly string[],
    own: readonly NamedValue[] = [],
  ): readonly Scope[] => {
    if (objectIds.length + own.length === 0) return [];
    const container = { kind: "scopes", objectIds, frameId: frame.id, extra: own } as const;
    return [{ name, variablesReference: references.add(container), expensive: false }];
  };
  const globals = {
    name: "Globals",
    variablesReference: references.add({ kind: "globals" }),
    expensive: true,
  };
  return [
    ...scope("Locals", locals, extra),
    ...scope("Closure", closure),
    ...scope("Module", module),
    globals,
  ];
}

/** V8's handles on scopes, those of a group from the inside out. */
interface ScopeGroups {
  readonly locals: readonly string[];
  readonly closure: readonly string[];
  readonly module: readonly string[];
}

function groupScopes(chain: readonly Protocol.Debugger.Scope[]): ScopeGroups {
  const groups = { locals: [] as string[], closure: [] as string[], module: [] as string[] };
  let isInFunction = true;
  for (const { type, object } of chain) {
    if (object.objectId === undefined) continue;
    switch (type) {
      case "local":
      case "block":
      case "catch":
      case "eval":
      case "with":
        groups[isInFunction ? "locals" : "closure"].push(object.objectId);
        isInFunction &&= type !== "local";
        break;
      case "closure":
        groups.closure.push(object.objectId);
        isInFunction = false;
        break;
      case "module":
        groups.module.push(object.objectId);
        break;
      case "script":
      case "global":
      case "wasm-expression-stack":
        // The script's are asked for anew each time, for all cells; Node's own are none of the notebook's.
        break;
    }
  }
  return groups;
}
