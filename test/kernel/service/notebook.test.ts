import { beforeEach, describe, expect, it } from "vitest";
import { Notebook, type Placed } from "../../../src/kernel/service/notebook.ts";
import { createProject } from "../../../src/kernel/service/project.ts";

const project = createProject("/notebooks");
let notebook: Notebook;

beforeEach(() => {
  notebook = new Notebook(project, ["display"]);
});

function keep(source: string, id?: string): Placed {
  const placed = notebook.place({ source, label: "In [1]", ...(id !== undefined && { id }) });
  notebook.keep(placed);
  return placed;
}

/** In front of a cell that uses no other. */
const nothing = 'import {  } from "./HUB"; ;';

/** The lines in front of a cell and after it. */
function framed(text: string): readonly string[] {
  return text.replaceAll(project.hub.name, "HUB").split("\n");
}

describe("the file of a cell", () => {
  it("begins with the names that it uses, and gives away its own", () => {
    keep("let count = 1; const limit = 2; class Unused {}");
    const { text } = keep("count += limit; function report() {}");
    expect(framed(text)).toEqual([
      'import { __cell1 } from "./HUB"; declare let count: typeof __cell1.count; import limit = __cell1.limit;;',
      "count += limit; function report() {}",
      ";export { report };",
    ]);
  });

  it("is a module even if there is nothing to import", () => {
    expect(framed(keep("1 + 1").text)).toEqual([nothing, "1 + 1"]);
  });

  it("knows a name by its last declaration", () => {
    keep("const x = 1");
    keep("const y = x");
    keep("const x = 'two'");
    expect(keep("x; y").text).toContain("import x = __cell3.x; import y = __cell2.y;");
  });

  it("may declare a name that others have declared, also the kernel's own", () => {
    expect(keep("display(1)").text).toContain("import display = __cell0.display;");
    expect(framed(keep("const display = 1; display").text)[0]).toBe(nothing);
  });
});

describe("slots", () => {
  it("are used again when nothing refers to their cell any more", () => {
    expect(keep("const x = 1").slot).toBe(1);
    expect(keep("const x = 2").slot).toBe(2);
    expect(keep("const x = 3").slot).toBe(1);
  });

  it("stay while a cell refers to them", () => {
    keep("class A {}");
    keep("const a = new A()");
    keep("class A {}");
    expect(keep("const b = 1").slot).toBe(4);
    keep("const a = 1");
    expect(keep("const c = 1").slot).toBe(1);
  });

  it("are not taken by cells that declare nothing", () => {
    expect([keep("1").slot, keep("2").slot, keep("const x = 3").slot]).toEqual([1, 1, 1]);
  });

  it("keep additions to global types until the same cell adds others", () => {
    keep("declare global { var a: number }", "cell-1");
    expect(keep("const x = 1").slot).toBe(2);
    keep("declare global { var a: string }", "cell-1");
    expect([...notebook.cells.values()].map(({ text }) => text).join("\n")).not.toContain("number");
  });

  it("are not shared by cells of two subshells that were checked side by side", () => {
    const one = notebook.place({ source: "const a = 1", label: "In [1]" });
    const other = notebook.place({ source: "const b = 1", label: "In [2]" });
    expect([notebook.keep(one).slot, notebook.keep(other).slot]).toEqual([1, 2]);
  });

  it("are all free when the kernel's variables are gone", () => {
    keep("const x = 1");
    notebook.clear();
    expect(notebook.cells.size).toBe(0);
    expect(framed(keep("x").text)[0]).toBe(nothing);
  });
});

it("a draft sees everything but what it declares itself, finished or not", () => {
  keep("const a = 1; let b = 2; const c = 3");
  const [line] = framed(notebook.draft("const a = b; import { c } fro"));
  expect(line).toContain("display");
  expect(line).toContain("declare let b");
  expect(line).not.toContain("import a =");
  expect(framed(notebook.draft("function c( {"))[0]).not.toContain("import c =");
});
