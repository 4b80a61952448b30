import type MagicString from "magic-string";
import { Visitor, type Node, type Program } from "oxc-parser";
import { assignVars, namesIn } from "./declarations.ts";
import { kernelGlobal } from "./kernel-global.ts";
import { suspectWrites, type TopLevelWrite } from "./scopes.ts";

/**
 * Rewrites what may stand anywhere in a cell and does not work in a script that the inspector evaluates:
 * `import()` and `import.meta`, a `var` of the top level, and assignments to what may be a constant.
 *
 * @returns the names declared by each such `var`.
 */
export function rewriteExpressions(script: MagicString, program: Program): ReadonlySet<string> {
  const vars = new Set<string>();
  /** Takes longer to find than all else does; most cells assign to nothing but their own properties. */
  let suspects: readonly TopLevelWrite[] | undefined;
  const loopTargets = new Set<Node>();
  let functionDepth = 0;
  const enter = (): void => void (functionDepth += 1);
  const leave = (): void => void (functionDepth -= 1);
  /** Checks before `checked` runs that the names within `target` may be assigned to. */
  const guard = (target: Node, checked: Node): void => {
    if (target.type === "MemberExpression") return;
    suspects ??= suspectWrites(program);
    const found = suspects.filter(({ start }) => start >= target.start && start < target.end);
    if (found.length === 0) return;
    const names = found.map(({ name }) => JSON.stringify(name)).join(", ");
    const check = `(${kernelGlobal}.assign(${names}), `;
    const [{ name, start } = { name: "", start: -1 }] = found;
    // In the place of the name, if that is what is checked first, so that errors point to it.
    if (start === checked.start) script.update(start, start + name.length, check + name);
    else script.appendRight(checked.start, check);
    script.appendLeft(checked.end, ")");
  };
  new Visitor({
    ImportExpression: ({ start }) => {
      script.overwrite(start, start + "import".length, `${kernelGlobal}.import`);
    },
    MetaProperty: ({ meta, start, end }) => {
      if (meta.name === "import") script.overwrite(start, end, `${kernelGlobal}.meta`);
    },
    AssignmentExpression: (node) => guard(node.left, node),
    UpdateExpression: (node) => guard(node.argument, node),
    ForOfStatement: ({ left, right }) => {
      if (left.type === "VariableDeclaration") loopTargets.add(left);
      else guard(left, right);
    },
    ForInStatement: ({ left, right }) => {
      if (left.type === "VariableDeclaration") loopTargets.add(left);
      else guard(left, right);
    },
    VariableDeclaration: (node) => {
      if (node.kind !== "var" || functionDepth > 0) return;
      for (const { id } of node.declarations) for (const name of namesIn(id)) vars.add(name);
      assignVars(script, node, loopTargets.has(node));
    },
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,
    StaticBlock: enter,
    "StaticBlock:exit": leave,
  }).visit(program);
  return vars;
}
