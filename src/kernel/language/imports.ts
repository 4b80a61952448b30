import type {
  ExportAllDeclaration,
  ExportNamedDeclaration,
  ImportAttribute,
  ImportDeclaration,
  ModuleExportName,
} from "oxc-parser";
import { kernelGlobal } from "./kernel-global.ts";

/**
 * An import as a script can do it: `let { a: b } = await __kernel__.import("m");`.
 *
 * @param used the local names whose values the cell uses. What they stand for must be there; any other may be a type.
 */
export function importAsLet(statement: ImportDeclaration, used: ReadonlySet<string>): string {
  const call = checked(importCall(statement), statement, used);
  const properties: string[] = [];
  let namespace: string | undefined;
  for (const specifier of statement.specifiers) {
    const local = specifier.local.name;
    switch (specifier.type) {
      case "ImportDefaultSpecifier":
        properties.push(`default: ${local}`);
        break;
      case "ImportNamespaceSpecifier":
        namespace = local;
        break;
      case "ImportSpecifier":
        properties.push(`${propertyKey(specifier.imported)}: ${local}`);
        break;
    }
  }
  const pattern = `{ ${properties.join(", ")} }`;
  if (namespace === undefined) return properties.length > 0 ? `let ${pattern} = ${call};` : `${call};`;
  return properties.length > 0
    ? `let ${namespace} = ${call}, ${pattern} = ${namespace};`
    : `let ${namespace} = ${call};`;
}

/** The call, and a complaint if the module lacks what is asked of it, as Node would make it. */
function checked(call: string, statement: ImportDeclaration, used: ReadonlySet<string>): string {
  if (statement.specifiers.every(({ type }) => type === "ImportNamespaceSpecifier")) return call;
  const needed = statement.specifiers.flatMap((specifier) => {
    if (specifier.type === "ImportNamespaceSpecifier" || !used.has(specifier.local.name)) return [];
    if (specifier.type === "ImportDefaultSpecifier") return ["default"];
    return [specifier.imported.type === "Literal" ? specifier.imported.value : specifier.imported.name];
  });
  return `${kernelGlobal}.need(${call}, ${JSON.stringify(statement.source.value)}, ${JSON.stringify(needed)})`;
}

/** Runs the module that a statement names; the value is its namespace. */
export function importCall(
  statement: ImportDeclaration | ExportAllDeclaration | ExportNamedDeclaration,
): string {
  const specifier = JSON.stringify(statement.source?.value ?? "");
  const attributes = statement.attributes.map(attribute).join(", ");
  const options = attributes === "" ? "" : `, { with: { ${attributes} } }`;
  return `await ${kernelGlobal}.import(${specifier}${options})`;
}

function attribute({ key, value }: ImportAttribute): string {
  const name = key.type === "Identifier" ? key.name : key.value;
  return `${JSON.stringify(name)}: ${JSON.stringify(value.value)}`;
}

function propertyKey(name: ModuleExportName): string {
  return name.type === "Literal" ? JSON.stringify(name.value) : name.name;
}
