import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Why there is nothing that could check types; the message is for the log and says what to do. */
class NoCompilerError extends Error {
  override readonly name = "NoCompilerError";
}

/**
 * The path of TypeScript's native compiler, which is a language server too. Its npm package is a thin script
 * around one binary per platform; started directly, a process and a fifth of a second less.
 *
 * @throws NoCompilerError
 */
export function findCompiler(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const typescript = createRequire(import.meta.url).resolve("typescript/package.json");
    const native = createRequire(typescript).resolve(`@typescript/typescript-${platform}/package.json`);
    return join(dirname(native), "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
  } catch (cause) {
    const message = `TypeScript's compiler for ${platform} is not installed; install without --omit=optional.`;
    throw new NoCompilerError(message, { cause });
  }
}
