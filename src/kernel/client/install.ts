import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { typesVariable, type TypesMode } from "../service/types-mode.ts";
import { userDataDir } from "./data-dirs.ts";
import { ownSpec } from "./spec.ts";

/** Where Jupyter's kernel specifications go: this user's, or those under `prefix`. */
export type InstallTarget = { readonly kind: "user" } | { readonly kind: "prefix"; readonly prefix: string };

/** How the kernel is to be started. */
export interface InstallOptions {
  /** What becomes of cells with type errors, as long as their notebook does not say otherwise. */
  readonly types?: TypesMode;
}

/** Makes our kernel known to Jupyter. Returns the folder that was written. */
export async function installKernelSpec(
  target: InstallTarget,
  { types }: InstallOptions = {},
): Promise<string> {
  const folder = specFolder(target);
  const { argv, displayName, language, interruptMode, env } = ownSpec();
  const kernelJson = {
    argv,
    display_name: displayName,
    language,
    interrupt_mode: interruptMode,
    env: { ...env, ...(types !== undefined && { [typesVariable]: types }) },
    metadata: { debugger: true },
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "kernel.json"), `${JSON.stringify(kernelJson, null, 2)}\n`);
  await writeFile(join(folder, "logo-svg.svg"), logo);
  return folder;
}

/** Takes our kernel from Jupyter again. Returns the folder, or nothing if it was not there. */
export async function uninstallKernelSpec(target: InstallTarget): Promise<string | undefined> {
  const folder = specFolder(target);
  const isThere = await stat(join(folder, "kernel.json")).then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  await rm(folder, { recursive: true });
  return folder;
}

function specFolder(target: InstallTarget): string {
  const dataDir = target.kind === "user" ? userDataDir() : join(resolve(target.prefix), "share", "jupyter");
  return join(dataDir, "kernels", ownSpec().name);
}

/** Three acceptors, two of which agree. */
const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect width="64" height="64" rx="10" fill="#1f4e79"/>
  <path d="M18 44 L32 18 L46 44 Z" fill="none" stroke="#9ec5e8" stroke-width="3"/>
  <circle cx="32" cy="18" r="8" fill="#ffb000"/>
  <circle cx="18" cy="44" r="8" fill="#ffb000"/>
  <circle cx="46" cy="44" r="8" fill="#ffffff"/>
</svg>
`;
