import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import type { AnyExercise } from "../../judge/index.ts";

/** Sources have another ending than what the compiler makes of them. */
const ending = extname(import.meta.url);

const pathOf = (relative: string): string => fileURLToPath(new URL(`${relative}${ending}`, import.meta.url));

const bundled = new Map<string, Promise<string>>();

/**
 * The exercise's part of what runs beside a submission, as one script: its port, what it provides, and the answering
 * of questions. Nothing that is hidden from learners is in it.
 */
export function exerciseScript({ slug, port }: AnyExercise): Promise<string> {
  const known = bundled.get(slug);
  if (known !== undefined) return known;
  const script = bundle(slug, port.provides);
  bundled.set(slug, script);
  return script;
}

async function bundle(slug: string, provides: Readonly<Record<string, readonly string[]>>): Promise<string> {
  const modules = Object.keys(provides);
  const imports = modules.map((name, nth) => `import * as provided${nth} from ${JSON.stringify(name)};`);
  const entries = modules.map((name, nth) => `${JSON.stringify(name)}: provided${nth}`);
  const contents = `
    import ${JSON.stringify(pathOf("./text-encoder"))};
    import { answering } from ${JSON.stringify(pathOf("./answering"))};
    import { purify } from ${JSON.stringify(pathOf("./purity"))};
    import * as ports from ${JSON.stringify(pathOf(`../../judge/exercises/${slug}/port`))};
    ${imports.join("\n")}
    const port = Object.values(ports).find((one) => typeof one === "object" && "provides" in one);
    purify(globalThis);
    export const open = (load) => answering(port, { ${entries.join(", ")} }, load);`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "js" },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "exercise",
    footer: { js: "exercise.open" },
    target: "es2023",
    plugins: [providing(provides)],
  });
  return outputFiles[0]!.text;
}

/** Of each module only the names that the exercise lets through. */
function providing(provides: Readonly<Record<string, readonly string[]>>): Plugin {
  return {
    name: "provided",
    setup(building) {
      building.onResolve({ filter: /^paxoslab\// }, ({ path }) => ({ path, namespace: "provided" }));
      building.onLoad({ filter: /.*/, namespace: "provided" }, ({ path }) => {
        const file = pathOf(`../../${path.replace("paxoslab/", "")}/index`);
        return {
          contents: `export { ${provides[path]?.join(", ") ?? ""} } from ${JSON.stringify(file)};`,
          resolveDir: "/",
        };
      });
    },
  };
}

/** The runner as the text of a CommonJS module. */
export async function runnerScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [pathOf("./runner")],
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    minify: true,
  });
  return outputFiles[0]!.text;
}
