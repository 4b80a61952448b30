import type { Completions, Explanation } from "../kernel/answers.ts";

/** What an editor asks the kernel about its text. Positions are in code units; null is "nothing to say". */
export interface Language {
  complete(code: string, cursor: number): Promise<Completions | null>;
  inspect(code: string, cursor: number): Promise<Explanation | null>;
}
