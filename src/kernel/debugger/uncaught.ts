import type { Protocol } from "devtools-protocol";
import { parseSync } from "oxc-parser";

/** A node of a syntax tree, as far as it matters here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** Where a call, or the error itself, is in a script. Line and column count from 0. */
interface Place {
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** The scripts of the user. */
export interface Sources {
  readonly has: (scriptId: string) => boolean;
  /** As V8 runs it. */
  readonly text: (scriptId: string) => Promise<string>;
}

/**
 * Will the error end the cell?
 *
 * V8 looks whether anybody waits for the promise that is about to be rejected. After its first `await` somebody
 * waits for every cell, namely this kernel, and V8 holds all errors for caught. So we follow the calls, through
 * every `await`, and look for a `try` ourselves. What is not plainly awaited is left to V8's judgement.
 */
export async function isUncaught(paused: Protocol.Debugger.PausedEvent, sources: Sources): Promise<boolean> {
  if ((paused.data as { readonly uncaught?: boolean } | undefined)?.uncaught === true) return true;
  if (paused.reason !== "promiseRejection") return false;
  let travels: "error" | "promise" = "error";
  for (const call of callsOf(paused, sources)) {
    const source = await sources.text(call.scriptId);
    const path = nodesAt(source, offsetOf(source, call));
    if (travels === "promise") {
      const use = useOfCall(path);
      if (use === "other") return false;
      if (use === "returned") continue;
    }
    if (isInTry(path)) return false;
    const owner = path.find(isFunction);
    if (!owner) return true;
    travels = owner["async"] === true ? "promise" : "error";
  }
  return false;
}

/** From the one that fails to the cell, as far as it is the user's code that called it and awaits it. */
function callsOf(
  { callFrames, asyncStackTrace }: Protocol.Debugger.PausedEvent,
  sources: Sources,
): readonly Place[] {
  const calls: Place[] = callFrames.map(({ location }) => ({ columnNumber: 0, ...location }));
  const first = calls.findIndex(({ scriptId }) => sources.has(scriptId));
  const end = calls.findIndex(({ scriptId }, depth) => depth > first && !sources.has(scriptId));
  const awaiting = asyncStackTrace?.description === "await" ? asyncStackTrace.callFrames : [];
  return [
    ...(first < 0 ? [] : calls.slice(first, end < 0 ? undefined : end)),
    ...awaiting.filter(({ scriptId }) => sources.has(scriptId)),
  ];
}

/** From the innermost outwards. */
function nodesAt(source: string, offset: number): readonly Node[] {
  const { program } = parseSync("script.ts", source, { lang: "ts", sourceType: "module" });
  const path: Node[] = [];
  for (let node: Node | undefined = program as unknown as Node; node; node = childAt(node, offset)) {
    path.unshift(node);
  }
  return path;
}

function childAt(node: Node, offset: number): Node | undefined {
  return Object.values(node)
    .flat()
    .filter(isNode)
    .find(({ start, end }) => start <= offset && offset < end);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function isFunction({ type }: Node): boolean {
  return /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type);
}

/** Within its function. */
function isInTry(path: readonly Node[]): boolean {
  const own = path.slice(0, path.findIndex(isFunction) + 1 || undefined);
  return own.some(({ type, handler, block }, depth) => {
    return type === "TryStatement" && handler !== null && own[depth - 1] === block;
  });
}

/** What becomes of the promise that a call returns. */
function useOfCall(path: readonly Node[]): "awaited" | "returned" | "other" {
  const depth = path.findIndex(({ type }) => type === "CallExpression" || type === "NewExpression");
  const user = depth < 0 ? undefined : path[depth + 1];
  switch (user?.type) {
    case "AwaitExpression":
      return "awaited";
    case "ReturnStatement":
    case "ArrowFunctionExpression":
      return "returned";
    default:
      return "other";
  }
}

function offsetOf(source: string, { lineNumber, columnNumber }: Place): number {
  let offset = 0;
  for (let line = 0; line < lineNumber; line++) offset = source.indexOf("\n", offset) + 1;
  return offset + columnNumber;
}
