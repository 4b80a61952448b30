import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type {
  Hover,
  Location,
  MarkupContent,
  SignatureHelp,
  SignatureInformation,
} from "vscode-languageserver-types";
import { inTermsOfCells } from "./findings.ts";
import { linesInFront } from "./notebook.ts";
import { withoutAlias } from "./completion.ts";
import type { Draft, LanguageService } from "./service.ts";

/** What is known about the code at a place. */
export interface Inspection {
  readonly markdown: string;
  readonly plain: string;
  readonly parts: InspectionParts;
}

/** The same by what it is about, as markdown: a page may want to show one of them only. */
export interface InspectionParts {
  /** The call that the place is in: its signature and the parameter that is next. */
  readonly call?: string;
  /** The name that stands there. */
  readonly symbol?: string;
}

export interface InspectionOptions {
  /** Also where it is declared, and the lines that do. */
  readonly withSource: boolean;
}

/** So many lines of a declaration are shown. */
const shownLines = 20;

/** Explains what stands at `cursor`, a position in code units, or the call that it is in. Nothing if it is nothing. */
export async function inspect(
  service: LanguageService,
  source: string,
  cursor: number,
  { withSource }: InspectionOptions,
): Promise<Inspection | undefined> {
  const parts = await service.withDraft(source, async (draft) => {
    const [hover, help, declaration] = await Promise.all([
      hoverAt(draft, source, cursor),
      draft.askAt<SignatureHelp>("textDocument/signatureHelp", cursor),
      withSource ? declarationAt(draft, service, cursor) : undefined,
    ]);
    return [help ? signatureOf(help) : undefined, hover, declaration];
  });
  const [call, symbol, declaration] = (parts ?? []).map(
    (part) => part && withoutAlias(inTermsOfCells(part, service)),
  );
  const markdown = [call, symbol, declaration].filter(Boolean).join("\n\n");
  if (markdown === "") return undefined;
  const named = { ...(call ? { call } : {}), ...(symbol ? { symbol } : {}) };
  return { markdown, plain: plainText(markdown), parts: named };
}

/** The cursor may stand behind the word that is meant. */
async function hoverAt(draft: Draft, source: string, cursor: number): Promise<string | undefined> {
  const isBehindWord = cursor > 0 && !/^[\p{ID_Continue}$]/u.test(source.slice(cursor));
  const offsets = isBehindWord ? [cursor, cursor - 1] : [cursor];
  const hovers = await Promise.all(
    offsets.map(async (offset) => draft.askAt<Hover>("textDocument/hover", offset)),
  );
  return hovers
    .map((hover) => (hover?.contents as MarkupContent | undefined)?.value.trim())
    .find((text) => text !== undefined && text !== "" && !text.startsWith("```typescript\nany\n```"));
}

/** The signature that fits the arguments so far, with what is known about the parameter at the cursor. */
function signatureOf({ signatures, activeSignature, activeParameter }: SignatureHelp): string | undefined {
  const signature: SignatureInformation | undefined = signatures[activeSignature ?? 0];
  if (!signature) return undefined;
  const parameter = signature.parameters?.[signature.activeParameter ?? activeParameter ?? -1];
  const others = signatures.length > 1 ? [`(and ${signatures.length - 1} more)`] : [];
  return [
    `\`\`\`typescript\n${signature.label}\n\`\`\``,
    ...others,
    ...(parameter ? [`**${String(parameter.label)}** ${textOf(parameter.documentation)}`.trim()] : []),
    textOf(signature.documentation),
  ]
    .filter((line) => line !== "")
    .join("\n\n");
}

function textOf(documentation: string | MarkupContent | undefined): string {
  return typeof documentation === "object" ? documentation.value : (documentation ?? "");
}

async function declarationAt(
  draft: Draft,
  service: LanguageService,
  cursor: number,
): Promise<string | undefined> {
  const answer = await draft.askAt<Location | readonly Location[]>("textDocument/definition", cursor);
  const location = answer === null || "uri" in answer ? answer : answer[0];
  if (!location?.uri.startsWith("file:")) return undefined;
  const { start } = location.range;
  const path = fileURLToPath(location.uri);
  const slot = service.project.slotOf(path);
  if (slot === undefined) {
    if (path.startsWith(service.project.folder) && path.includes(service.project.draft.name))
      return undefined;
    return quoted(`${path}:${start.line + 1}`, readFileSync(path, "utf8"), start.line);
  }
  const cell = service.notebook.cellIn(slot);
  const line = start.line - linesInFront;
  return cell && quoted(`${cell.label}:${line + 1}`, cell.source, line);
}

/** From the declaration's first line to the next one that is indented no deeper and ends it. */
function quoted(place: string, text: string, firstLine: number): string {
  const lines = text.split("\n").slice(firstLine, firstLine + shownLines);
  const indent = /^\s*/.exec(lines[0] ?? "")?.[0].length ?? 0;
  const last = lines.findIndex(
    (line, index) =>
      (index > 0 || /[;}]\s*$/.test(line)) && line.search(/\S/) === indent && /[;})\]]/.test(line),
  );
  const shown = last === -1 ? lines : lines.slice(0, last + 1);
  return `Declared at ${place}:\n\n\`\`\`typescript\n${shown.map((line) => line.slice(indent)).join("\n")}\n\`\`\``;
}

function plainText(markdown: string): string {
  return markdown
    .replaceAll(/^```.*\n?/gm, "")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/\*\*|`/g, "")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
