import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { findKernelSpec, ownSpec, type KernelSpec } from "../../src/kernel/client/index.ts";

/** A kernel that is compared with others. */
export interface Peer {
  readonly name: "ours" | "ours, types off" | "tslab" | "Deno";
  readonly version: string;
  readonly spec: KernelSpec;
  /** How a cell of this kernel names a TypeScript file beside the notebook. */
  readonly localModule: (name: string) => string;
}

const here = createRequire(import.meta.url);
const withExtension = (name: string): string => `./${name}.ts`;

/** Our kernel as it is shipped: built, not from its sources. */
export function ours(): Peer {
  const main = fileURLToPath(new URL("../../dist/kernel/main.js", import.meta.url));
  if (!existsSync(main)) throw new Error("Our kernel is not built yet: run `npm run build` first.");
  const spec = { ...ownSpec(), argv: [process.execPath, main, "{connection_file}"] };
  const { version } = manifestOf("../../package.json");
  return { name: "ours", version, spec, localModule: withExtension };
}

export function oursWithoutTypes(): Peer {
  const peer = ours();
  const spec = { ...peer.spec, env: { ...peer.spec.env, PAXOSLAB_KERNEL_TYPES: "off" } };
  return { ...peer, name: "ours, types off", spec };
}

export async function tslab(): Promise<Peer> {
  const { version } = manifestOf("tslab/package.json");
  const spec = await findKernelSpec("tslab");
  // Its TypeScript 5.0 refuses the extension.
  return { name: "tslab", version, spec, localModule: (name) => `./${name}` };
}

/** Deno's kernel, as `deno jupyter --install` would specify it. */
export function deno(): Peer {
  const { version } = manifestOf("deno/package.json");
  const { runInstall } = here("deno/install_api.cjs") as { readonly runInstall: () => string };
  const spec: KernelSpec = {
    name: "deno",
    displayName: "Deno",
    language: "typescript",
    argv: [runInstall(), "jupyter", "--kernel", "--conn", "{connection_file}"],
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
    interruptMode: "signal",
  };
  return { name: "Deno", version, spec, localModule: withExtension };
}

function manifestOf(path: string): { readonly version: string } {
  return JSON.parse(readFileSync(here.resolve(path), "utf8")) as { readonly version: string };
}
