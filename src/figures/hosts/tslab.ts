import { isRecord } from "../words.ts";
import type { Host } from "./host.ts";

/** tslab 1.0.22 shows one MIME type at a time: the first of these that a value has. */
const preferred = ["text/html", "text/markdown", "text/plain"];

/** tslab runs cells with a `require` of its own, kept on the global `__tslab__`, that hands out its display. */
export function tslabHost(): Host | null {
  const tslab = (globalThis as { __tslab__?: { readonly require: (id: string) => unknown } }).__tslab__;
  if (tslab === undefined) return null;
  const module = tslab.require("tslab");
  if (!isRecord(module)) return null;
  const display = module["display"] as { raw(mimeType: string, content: string): void };
  return {
    name: "tslab",
    publish: (bundle) => {
      const type = preferred.find((mime) => typeof bundle[mime] === "string") ?? "text/plain";
      display.raw(type, String(bundle[type]));
    },
  };
}
