import { fileURLToPath } from "node:url";

/** The folder of package.json, seen from src/lab/server and from dist/lab/server alike. */
export const packageRoot = fileURLToPath(new URL("../../../", import.meta.url));
