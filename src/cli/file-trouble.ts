import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** Why a file cannot be read or written, in words that follow a colon and stand before a full stop. */
export function fileTrouble(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const words = code !== undefined && Object.hasOwn(inWords, code) ? inWords[code] : undefined;
  return words ?? message;
}

/** Why a file could not be written, looked at before the long work whose result goes there; null if it could. */
export async function troubleWriting(file: string): Promise<string | null> {
  const folder = dirname(file);
  try {
    await access(folder, constants.W_OK);
  } catch {
    return `the folder ${folder} is not there, or not yours to write to`;
  }
  const there = await stat(file).catch(() => null);
  return there?.isDirectory() === true ? "it is a folder" : null;
}

const inWords: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is a file and no folder",
  EEXIST: "a file is in its place",
  EACCES: "you may not do that there (EACCES)",
  EPERM: "you may not do that there (EPERM)",
  EROFS: "that disk is read-only",
  ENOSPC: "the disk is full",
};
