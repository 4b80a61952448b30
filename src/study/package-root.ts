import { fileURLToPath } from "node:url";

/** The folder of package.json, seen from src/study and from dist/study alike. */
export const packageRoot = fileURLToPath(new URL("../../", import.meta.url));
