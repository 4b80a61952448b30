import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/**
 * The directories where Jupyter looks for its data, first found wins: `JUPYTER_PATH`, the user's, those of
 * an active virtual or conda environment, the system's.
 */
export function jupyterDataDirs(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  const prefixes = [env["VIRTUAL_ENV"], env["CONDA_PREFIX"]].filter((prefix) => prefix !== undefined);
  return [
    ...(env["JUPYTER_PATH"] ?? "").split(delimiter).filter((path) => path !== ""),
    userDataDir(env),
    ...prefixes.map((prefix) => join(prefix, "share", "jupyter")),
    ...systemDataDirs(env),
  ];
}

/** Where `jupyter kernelspec install --user` would put things. */
export function userDataDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env["JUPYTER_DATA_DIR"] !== undefined) return env["JUPYTER_DATA_DIR"];
  if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (process.platform === "win32") return join(env["APPDATA"] ?? homedir(), "jupyter");
  return join(env["XDG_DATA_HOME"] ?? join(homedir(), ".local", "share"), "jupyter");
}

function systemDataDirs(env: NodeJS.ProcessEnv): readonly string[] {
  if (process.platform === "win32") return [join(env["PROGRAMDATA"] ?? "C:\\ProgramData", "jupyter")];
  return ["/usr/local/share/jupyter", "/usr/share/jupyter"];
}
