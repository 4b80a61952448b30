import type { KernelMessage } from "@jupyterlab/services";
import { toCodeUnits } from "./code-points.ts";

/** One thing that could stand at the cursor. */
export interface Proposal {
  readonly text: string;
  /** What it is, in the kernel's word: function, class, property, …; undefined if it does not say. */
  readonly type: string | undefined;
  /** How it is declared. */
  readonly signature: string | undefined;
}

export interface Completions {
  readonly proposals: readonly Proposal[];
  /** What they replace, in code units. */
  readonly start: number;
  readonly end: number;
}

/** What is known about a place in the code, as markdown. */
export interface Explanation {
  /** All of it. */
  readonly whole: string;
  /** The call around the place; only kernels that keep it apart have it. */
  readonly call: string | undefined;
  /** The name that stands there. */
  readonly symbol: string | undefined;
}

type Reply<Message extends { readonly content: unknown }> = Message["content"];

/** A complete_reply about `code`. The types beside the matches are an extension that JupyterLab shows, too. */
export function completionsOf(
  reply: Reply<KernelMessage.ICompleteReplyMsg>,
  code: string,
): Completions | null {
  if (reply.status !== "ok") return null;
  const { matches, cursor_start: start, cursor_end: end, metadata } = reply;
  const described = metadata["_jupyter_types_experimental"];
  const types = Array.isArray(described) ? (described as readonly Partial<Proposal>[]) : [];
  return {
    proposals: matches.map((text, index) => ({
      text,
      type: types[index]?.type,
      signature: types[index]?.signature,
    })),
    start: toCodeUnits(code, start),
    end: toCodeUnits(code, end),
  };
}

/** An inspect_reply; null when there is nothing to say. */
export function explanationOf(reply: Reply<KernelMessage.IInspectReplyMsg>): Explanation | null {
  if (reply.status !== "ok" || !reply.found) return null;
  const { data, metadata } = reply;
  const markdown = data["text/markdown"] ?? asBlock(data["text/plain"]);
  if (typeof markdown !== "string") return null;
  const parts = metadata["paxoslab"] as Partial<Explanation> | undefined;
  // A kernel that does not tell its parts apart has one: what stands there.
  if (!parts) return { whole: markdown, call: undefined, symbol: markdown };
  return { whole: markdown, call: parts.call, symbol: parts.symbol };
}

const asBlock = (plain: unknown): string | undefined =>
  typeof plain === "string" ? `\`\`\`\n${plain}\n\`\`\`` : undefined;
