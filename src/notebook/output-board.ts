import type { Message } from "../kernel/client/index.ts";
import { isObject, type JsonObject, type Output } from "./types.ts";

/** What a kernel has published for each cell of one run, as a notebook would keep it. */
export class OutputBoard {
  readonly #byCell = new Map<number, Entry[]>();
  /** Cells whose next output replaces what they show. */
  readonly #clearing = new Set<number>();

  outputsOf(cell: number): readonly Output[] {
    return (this.#byCell.get(cell) ?? []).map((entry) => entry.output);
  }

  /** @param cell the index of the cell that is running. */
  hear(cell: number, message: Message): void {
    const { content } = message;
    switch (message.header.msg_type) {
      case "stream":
        this.#addText(cell, content["name"] === "stderr" ? "stderr" : "stdout", String(content["text"]));
        break;
      case "display_data":
        this.#add(cell, { output_type: "display_data", ...formsOf(content) }, displayIdOf(content));
        break;
      case "execute_result": {
        const count = content["execution_count"];
        const execution_count = typeof count === "number" ? count : null;
        const result: Output = { output_type: "execute_result", execution_count, ...formsOf(content) };
        this.#add(cell, result, displayIdOf(content));
        break;
      }
      case "error":
        this.#add(cell, errorOf(content));
        break;
      case "update_display_data":
        this.#update(displayIdOf(content), formsOf(content));
        break;
      case "clear_output":
        if (content["wait"] === true) this.#clearing.add(cell);
        else this.#byCell.set(cell, []);
        break;
      default:
      // execute_input repeats what we sent; comm messages are for widgets, which a file cannot hold.
    }
  }

  #addText(cell: number, name: "stdout" | "stderr", text: string): void {
    const entries = this.#entriesOf(cell);
    const last = entries.at(-1)?.output;
    if (last?.output_type === "stream" && last.name === name) {
      entries[entries.length - 1] = { output: { ...last, text: last.text + text } };
    } else {
      entries.push({ output: { output_type: "stream", name, text } });
    }
  }

  #add(cell: number, output: Output, displayId?: string): void {
    this.#entriesOf(cell).push({ output, ...(displayId === undefined ? {} : { displayId }) });
  }

  /** A display may be updated from a later cell than the one that showed it. */
  #update(displayId: string | undefined, forms: Forms): void {
    if (displayId === undefined) return;
    for (const entry of [...this.#byCell.values()].flat()) {
      if (entry.displayId === displayId) entry.output = { ...entry.output, ...forms };
    }
  }

  #entriesOf(cell: number): Entry[] {
    const entries = this.#clearing.delete(cell) ? [] : (this.#byCell.get(cell) ?? []);
    this.#byCell.set(cell, entries);
    return entries;
  }
}

interface Entry {
  output: Output;
  readonly displayId?: string;
}

interface Forms {
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

function formsOf(content: JsonObject): Forms {
  return { data: objectOf(content["data"]), metadata: objectOf(content["metadata"]) };
}

function errorOf(content: JsonObject): Output {
  const { ename, evalue, traceback } = content;
  return {
    output_type: "error",
    ename: String(ename),
    evalue: String(evalue),
    traceback: Array.isArray(traceback) ? traceback.map(String) : [],
  };
}

function displayIdOf(content: JsonObject): string | undefined {
  const id = objectOf(content["transient"])["display_id"];
  return typeof id === "string" ? id : undefined;
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
