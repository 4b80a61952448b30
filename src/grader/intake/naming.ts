import { basename, dirname, resolve } from "node:path";

/** Archives that are opened. */
export const isZip = (path: string): boolean => /\.zip$/i.test(path);
export const isTar = (path: string): boolean => /\.(tar|tar\.gz|tgz)$/i.test(path);
/** Archives that are not: somebody has handed something in, and must be told. */
export const isOtherArchive = (path: string): boolean =>
  /\.(rar|7z|gz|bz2|xz|zst)$/i.test(path) && !isTar(path);
export const isNotebook = (path: string): boolean => /\.ipynb$/i.test(path);
const isSource = (path: string): boolean => path.endsWith(".ts");

/** Whether a single file can be a submission. */
export const isSubmissionFile = (path: string): boolean =>
  isZip(path) || isTar(path) || isOtherArchive(path) || isNotebook(path) || isSource(path);

/**
 * Whether a file holds a solution by its name: `acceptor.ts`, or as platforms for courses put whose it is in front:
 * `asha_4711_acceptor.ts`, `asha_4711_acceptor-1.ts` when it was handed in again.
 */
export function isSolutionName(slug: string, name: string): boolean {
  return name === `${slug}.ts` || endingOf(slug).test(name);
}

const endingOf = (slug: string): RegExp => new RegExp(`[_ -]${slug}(-\\d+)?\\.ts$`);

/** Whose it is, as far as the name tells: that of the folder, or of the file without its ending and its exercise. */
export function studentOf(path: string, slugs: readonly string[]): string {
  const name = basename(resolve(path));
  if (isSource(name)) {
    const slug = slugs.find((one) => isSolutionName(one, name));
    if (slug === undefined) return name.replace(/\.ts$/, "");
    return name === `${slug}.ts` ? basename(dirname(resolve(path))) : name.replace(endingOf(slug), "");
  }
  // Moodle calls the folders of its archive so.
  return name
    .replace(/\.(zip|tar|tar\.gz|tgz|ipynb|rar|7z|gz|bz2|xz|zst)$/i, "")
    .replace(/_assignsubmission_file_?$/, "");
}
