import {
  errorOf,
  initialTypesMode,
  LanguageService,
  magicOf,
  warningsOf,
  type CellText,
  type Checked,
  type TypesMode,
} from "../service/index.ts";
import type { CellError } from "../worker/protocol.ts";
import { log } from "./log.ts";

/** May a cell run, as far as its types go? */
export type Admission =
  /** `warning` is to be printed on stderr. */
  | { readonly kind: "admitted"; readonly warning?: string }
  | { readonly kind: "refused"; readonly error: CellError };

/** A cell on its way to be run. */
export interface Arrival {
  /** The cell without what is addressed to the kernel; everything else is where it was. */
  readonly source: string;
  /** The answer to a question such as `%types`, for stdout. */
  readonly answer?: string;
  /** Resolves when the compiler has looked at the cell. To be called at once if the cell is to run. */
  readonly admission: () => Promise<Admission>;
}

/** Has the types of cells checked, and decides what becomes of those with errors. */
export class CellTypes {
  readonly service: LanguageService;
  #mode: TypesMode;

  constructor(folder: string) {
    this.service = new LanguageService(folder, log);
    this.#mode = initialTypesMode(process.env, log);
  }

  /** Starts the compiler, unless nobody may ever ask for it. */
  warmUp(): void {
    if (this.#mode !== "off") this.service.warmUp();
  }

  /**
   * Takes in a cell as typed; the compiler begins to look at it.
   *
   * @param isSilent runs whatever its types are, as what a frontend asks for itself.
   * @throws MagicError
   */
  begin(cell: CellText, isSilent: boolean): Arrival {
    const magic = magicOf(cell.source);
    if (magic?.mode) this.#mode = magic.mode;
    const source = magic?.rest ?? cell.source;
    const checked = { ...cell, source };
    const answer = magic && !magic.mode ? { answer: `%types ${this.#mode}\n` } : {};
    if (isSilent || this.#mode === "off") {
      return { source, ...answer, admission: async () => this.#unchecked(checked) };
    }
    const checking = this.service.check(checked);
    // Nobody asks for it if the cell turns out to have syntax errors.
    checking.catch(() => undefined);
    return { source, ...answer, admission: async () => this.#judge(await checking, cell) };
  }

  async #unchecked(cell: CellText): Promise<Admission> {
    this.service.keepUnchecked(cell);
    return { kind: "admitted" };
  }

  #judge({ verdict, keep }: Checked, cell: CellText): Admission {
    if (verdict.kind === "unchecked") {
      keep();
      return { kind: "admitted", ...(verdict.reason !== undefined && { warning: `${verdict.reason}\n` }) };
    }
    const { findings } = verdict;
    if (this.#mode === "error" && findings.some(({ isWarning }) => !isWarning)) {
      return { kind: "refused", error: errorOf(findings, cell) };
    }
    keep();
    return { kind: "admitted", ...(findings.length > 0 && { warning: warningsOf(findings, cell) }) };
  }
}
