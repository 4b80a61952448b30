/**
 * What every cell finds without importing it, as its author sees it: in completions, in documentation and
 * when types are checked. What is behind these names is put in place by worker/cell-globals.ts.
 */
import type { Progress } from "../worker/bars/progress.ts";
import type { Comms } from "../worker/comms/comms.ts";
import type { DisplayHandle, DisplayOptions } from "../worker/display/show.ts";
import type { PromptOptions } from "../worker/input/prompt.ts";
import type { Template } from "../worker/display/templates.ts";

/** Shows a value in the middle of a cell, in the richest way the value offers. */
export declare function display(value: unknown, options?: DisplayOptions): DisplayHandle;

/**
 * Shows a bar for a loop: yields the items of anything that can be iterated over, and tells how far the loop has
 * come, how fast, and what is left.
 */
export declare const progress: Progress;

/**
 * Asks the user and waits for a line of text; null if the user declines to answer. An empty answer stands for the
 * default, if there is one; with `password: true` nobody sees what is typed.
 */
export declare function prompt(message?: string, defaultOrOptions?: string | PromptOptions): string | null;

/** Asks the user a question to be answered with yes or no, and waits. */
export declare function confirm(message?: string): boolean;

/** Removes what the cell has shown so far; with `wait`, not before there is something new to show. */
export declare function clearOutput(options?: { readonly wait?: boolean }): void;

/** Lines to code in the page, such as that of a widget, which either side may open. */
export declare const comms: Comms;

/** HTML to be shown; values are inserted as text, those made by `html` or `svg` as they are. */
export declare const html: Template;

/** Markdown to be shown, with formulas; values are inserted as they are. */
export declare const md: Template;

/** A drawing to be shown; values are inserted as in `html`. */
export declare const svg: Template;
