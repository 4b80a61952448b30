import { extname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogue, SweepError } from "../index.ts";

/** The module of an experiment, be it ours or the user's, is a file with the experiment as its default export. */
export function fileOf(nameOrPath: string): string {
  if (/\.[mc]?[jt]s$/.test(nameOrPath)) return resolve(nameOrPath);
  if (!catalogue.some(({ name }) => name === nameOrPath)) {
    const known = catalogue.map(({ name }) => name).join(", ");
    throw new SweepError(
      `There is no experiment called ${nameOrPath}; there are ${known}, and files of your own, *.ts.`,
    );
  }
  return fileURLToPath(new URL(`../catalogue/${nameOrPath}${extname(import.meta.url)}`, import.meta.url));
}
