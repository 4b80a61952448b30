import { parseSync, Visitor, type Node } from "oxc-parser";

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Tells places whose code runs some time after the cell, if ever, from those that run with it: function
 * bodies, but for functions that are called where they stand. Names of types are never deferred: nothing
 * would notice later that they are missing.
 */
export function deferredPlaces(source: string): (offset: number) => boolean {
  const deferred: Range[] = [];
  const calledInPlace = new Set<number>();
  const types = new Set<number>();
  const addFunction = (node: Range): void => {
    if (!calledInPlace.has(node.start)) deferred.push({ start: node.start, end: node.end });
  };
  const addCall = ({ callee }: { readonly callee: Node }): void => {
    calledInPlace.add(withoutParentheses(callee).start);
  };
  const { program } = parseSync("cell.ts", source, { lang: "ts", sourceType: "module" });
  new Visitor({
    CallExpression: addCall,
    NewExpression: addCall,
    FunctionDeclaration: addFunction,
    FunctionExpression: addFunction,
    ArrowFunctionExpression: addFunction,
    PropertyDefinition: (node) => {
      if (node.value && !node.static) deferred.push({ start: node.value.start, end: node.value.end });
    },
    TSTypeReference: ({ typeName }) => void types.add(typeName.start),
    TSClassImplements: ({ expression }) => void types.add(expression.start),
  }).visit(program);
  return (offset) => !types.has(offset) && deferred.some(({ start, end }) => start <= offset && offset < end);
}

function withoutParentheses(node: Node): Node {
  return node.type === "ParenthesizedExpression" ? withoutParentheses(node.expression) : node;
}
