import type {
  ExportAllDeclaration,
  ExportNamedDeclaration,
  ImportAttribute,
  ImportDeclaration,
  ModuleExportName,
} from "oxc-parser";
import { kernelGlobal } from "./kernel-global.ts";

/** An import as a script can do it: `let { a: b } = await __kernel__.import("m");`. */
export function importAsLet(statement: ImportDeclaration): string {
  const call = importCall(statement);
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
