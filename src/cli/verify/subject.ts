import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Phrasebook, Protocol, Vocabulary } from "../../core/index.ts";
import {
  families,
  familyNamed,
  settle,
  SettingError,
  type AnyModel,
  type Subject,
} from "../../verify/index.ts";
import type { SubjectName } from "./task.ts";

/** A file of the user's own that is no model; the message is a sentence that says what it lacks. */
export class FileError extends Error {
  override readonly name = "FileError";
}

/**
 * The model by that name, or in that file.
 *
 * @throws SettingError, FileError
 */
export async function load(subject: SubjectName): Promise<Subject> {
  if (subject.kind === "file") return { kind: "protocol", ...(await loadFile(subject.path)) };
  const family = familyNamed(subject.name);
  if (family === undefined) {
    const known = families.map(({ name }) => name).join(", ");
    throw new SettingError(`There is no model called ${subject.name}; there are ${known}.`);
  }
  return family.subject(settle(family, subject.settings));
}

interface Loaded {
  readonly model: AnyModel;
  readonly phrases?: Phrasebook<Vocabulary>;
}

async function loadFile(path: string): Promise<Loaded> {
  if (!existsSync(path)) throw new FileError(`There is no file ${path}.`);
  let module: Record<string, unknown>;
  try {
    module = (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>;
  } catch (error) {
    throw new FileError(`${path} cannot be loaded: ${lineOf(error)}${(error as Error).message}`, {
      cause: error,
    });
  }
  const exported = "protocol" in module ? module : module["default"];
  if (typeof exported !== "object" || exported === null || !("protocol" in exported)) {
    throw new FileError(
      `${path} exports no protocol: export \`protocol\` and \`nodes\`, or a model as its default.`,
    );
  }
  const { phrases, ...model } = exported as Partial<AnyModel> & { readonly phrases?: Phrasebook<Vocabulary> };
  requireProtocol(model.protocol, path);
  requireNodes(model.nodes, path);
  return { model: model as AnyModel, ...(phrases === undefined ? {} : { phrases }) };
}

/** Node says at the top of the stack where TypeScript's syntax is broken, and nowhere else. */
function lineOf(error: unknown): string {
  const line = error instanceof SyntaxError ? /^file:.*:(\d+)\n/.exec(error.stack ?? "")?.[1] : undefined;
  return line === undefined ? "" : `line ${line}: `;
}

function requireProtocol(protocol: Partial<Protocol<Vocabulary>> | undefined, path: string): void {
  if (typeof protocol?.step === "function" && typeof protocol.initial === "function") return;
  throw new FileError(`The protocol in ${path} lacks a function \`step\` or \`initial\`.`);
}

function requireNodes(nodes: unknown, path: string): void {
  const isCount = typeof nodes === "number" && Number.isInteger(nodes) && nodes >= 1;
  if (isCount || (Array.isArray(nodes) && nodes.length > 0)) return;
  throw new FileError(`${path} must export \`nodes\`, a number of at least 1 or a list of names.`);
}
