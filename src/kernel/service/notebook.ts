import { namesOf, wordsOf, type CellNames, type NameKind } from "./names.ts";
import { globalsSlot, slotName, type Project } from "./project.ts";

/** Where a name was declared last. */
interface Binding {
  readonly slot: number;
  readonly kind: NameKind;
}

/** A cell in its slot, not yet part of the notebook. */
export interface Placed {
  readonly slot: number;
  /** The cell as a file: one line in front of the source. */
  readonly text: string;
  readonly cell: CellText;
  readonly names: CellNames;
  /** The slots whose names it uses. */
  readonly uses: ReadonlySet<number>;
  /** The state of the notebook that this is about. */
  readonly revision: number;
}

export interface CellText {
  readonly source: string;
  /** How the cell is called in messages: `In [3]`. */
  readonly label: string;
  /** The same for every version of one cell in a notebook, if the client tells. */
  readonly id?: string;
}

/** Lines of a file that stand in front of the cell's own. */
export const linesInFront = 1;

/** Which names cells have declared so far, and what their files look like. */
export class Notebook {
  readonly #project: Project;
  readonly #globals: ReadonlyMap<string, Binding>;
  #bindings: Map<string, Binding>;
  readonly #slots = new Map<number, Placed>();
  #revision = 0;

  constructor(project: Project, globals: readonly string[]) {
    this.#project = project;
    this.#globals = new Map(globals.map((name) => [name, { slot: globalsSlot, kind: "import" }]));
    this.#bindings = new Map(this.#globals);
  }

  /** Finds the cell a slot, which others may be given too unless the cell is kept. */
  place(cell: CellText): Placed {
    const names = namesOf(cell.source);
    const words = wordsOf(cell.source);
    const used = [...this.#bindings].filter(([name]) => words.has(name) && !names.declared.has(name));
    const uses = new Set(used.map(([, { slot }]) => slot));
    const lines = [this.#declarations(used, uses), cell.source];
    const given = [...names.declared.keys()].filter((name) => !names.exported.has(name));
    if (given.length > 0) lines.push(`;export { ${given.join(", ")} };`);
    return { slot: this.#freeSlot(), text: lines.join("\n"), cell, names, uses, revision: this.#revision };
  }

  /** Makes the names of a cell known to those that follow. Says where the cell is now, if others came first. */
  keep(proposed: Placed): Placed {
    const placed = proposed.revision === this.#revision ? proposed : this.place(proposed.cell);
    this.#revision += 1;
    for (const [slot, old] of this.#slots) {
      if (old.names.isAugmenting && isSameCell(old.cell, placed.cell)) this.#slots.delete(slot);
    }
    for (const [name, kind] of placed.names.declared) this.#bindings.set(name, { slot: placed.slot, kind });
    this.#slots.set(placed.slot, placed);
    this.#dropUnused();
    return placed;
  }

  /** Code that is being typed, as a file. It need not be correct. */
  draft(source: string): string {
    const declared = new Set([...namesOf(source).declared.keys(), ...roughlyDeclared(source)]);
    const visible = [...this.#bindings].filter(([name]) => !declared.has(name));
    const uses = new Set(visible.map(([, { slot }]) => slot));
    return `${this.#declarations(visible, uses)}\n${source}`;
  }

  /** Where the kernel's variables are gone, so are their types. */
  clear(): void {
    this.#revision += 1;
    this.#bindings = new Map(this.#globals);
    this.#slots.clear();
  }

  /** The cell in a slot. */
  cellIn(slot: number): CellText | undefined {
    return this.#slots.get(slot)?.cell;
  }

  kindOf(name: string): NameKind | undefined {
    return this.#bindings.get(name)?.kind;
  }

  /** All slots that hold a cell, with their texts. */
  get cells(): ReadonlyMap<number, Pick<Placed, "text">> {
    return this.#slots;
  }

  /**
   * The line in front of a cell. Variables get their declared type, for any cell may have assigned anything
   * of that type; all else is an alias, which carries types and documentation along. The empty statement at
   * the end keeps the compiler from proposing what could continue the last import.
   */
  #declarations(used: readonly (readonly [string, Binding])[], uses: ReadonlySet<number>): string {
    const declarations = used.map(([name, { slot, kind }]) =>
      kind === "variable"
        ? `declare let ${name}: typeof ${slotName(slot)}.${name};`
        : `import ${name} = ${slotName(slot)}.${name};`,
    );
    return `${this.#project.hubImport(uses)} ${declarations.join(" ")};`;
  }

  #freeSlot(): number {
    let slot = globalsSlot + 1;
    while (this.#slots.has(slot)) slot += 1;
    return slot;
  }

  /** Frees the slots whose names all have been declared anew, unless a cell in use refers to them. */
  #dropUnused(): void {
    const used = new Set<number>();
    const mark = (slot: number): void => {
      const placed = this.#slots.get(slot);
      if (!placed || used.has(slot)) return;
      used.add(slot);
      for (const other of placed.uses) mark(other);
    };
    for (const { slot } of this.#bindings.values()) mark(slot);
    for (const [slot, { names }] of this.#slots) if (names.isAugmenting) mark(slot);
    for (const slot of this.#slots.keys()) if (!used.has(slot)) this.#slots.delete(slot);
  }
}

function isSameCell(one: CellText, other: CellText): boolean {
  return one.source === other.source || (one.id !== undefined && one.id === other.id);
}

/** What unfinished code seems to declare; the parser knows more, but of finished code only. */
function roughlyDeclared(source: string): readonly string[] {
  const declarations = source.matchAll(
    /\b(?:const|let|var|function\*?|class|enum|interface|type|namespace)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu,
  );
  const imports = source.matchAll(/\bimport\s+(?:type\s+)?([^"']*?)\bfrom\b/gu);
  return [
    ...Array.from(declarations, ([, name]) => name ?? ""),
    ...Array.from(imports, ([, clause]) => [...wordsOf(clause ?? "")]).flat(),
  ];
}
