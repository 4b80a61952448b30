import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import murmurhash from "murmurhash";

/**
 * A debugger knows sources by path, and cells have none. Jupyter's way out: both sides compute one from the
 * code, `prefix + murmur2(code) + suffix`. Nothing is ever written there.
 */
export const cellPaths = {
  hashMethod: "Murmur2",
  hashSeed: 0xc70f6907,
  tmpFilePrefix: join(tmpdir(), `paxoslab_${process.pid}`) + sep,
  tmpFileSuffix: ".ts",
} as const;

export function pathOfCell(code: string): string {
  const { tmpFilePrefix, hashSeed, tmpFileSuffix } = cellPaths;
  return `${tmpFilePrefix}${murmurhash.v2(code, hashSeed)}${tmpFileSuffix}`;
}
