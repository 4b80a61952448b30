import { defineConfig } from "oxlint";

/** What each folder of src/ may import from the others. Arrows point up the table of README "How it is built". */
const mayImport: Record<string, readonly string[]> = {
  core: [],
  protocols: ["core"],
  properties: ["core"],
  sim: ["core"],
  monitoring: ["core", "sim"],
  wire: ["core", "protocols", "sim"],
  check: ["core", "properties"],
  scenarios: ["core", "protocols", "properties", "sim", "monitoring", "wire", "check"],
  experiments: ["core", "protocols", "properties", "sim", "monitoring", "wire", "check", "scenarios"],
  "experiments/runner": ["experiments"],
  figures: ["core"],
  verify: ["core", "protocols", "properties", "sim", "check", "scenarios", "figures"],
  kernel: [],
  notebook: ["kernel"],
  judge: ["core", "protocols", "properties", "sim", "check", "scenarios", "figures", "verify"],
  study: ["judge", "figures"],
  grader: ["core", "judge", "figures", "notebook"],
  "lab/server": ["kernel", "notebook", "judge", "study", "grader"],
  // The page and the exported pages render markdown by the same rules: notebook/markdown.ts runs anywhere.
  "lab/client": ["notebook"],
};

/** Folders that may also import these, but types only. */
const mayImportTypes: Record<string, readonly string[]> = {
  figures: ["protocols", "properties", "sim", "monitoring", "wire", "check", "scenarios", "experiments"],
  "lab/client": folders(),
};

function folders(): readonly string[] {
  return Object.keys(mayImport);
}

/** Folders that may do input and output. Everything else is pure computation on plain data. */
const effectful = ["experiments/runner", "kernel", "notebook", "study", "grader", "lab/server"];

/** Folders whose results must depend on their arguments and the seed alone. */
const deterministic = [
  "core",
  "protocols",
  "properties",
  "sim",
  "monitoring",
  "wire",
  "check",
  "experiments",
];

const escape = (name: string): string => name.replace("/", "\\/");

function forbiddenImports(folder: string): object {
  const types = mayImportTypes[folder] ?? [];
  const strangers = folders().filter((other) => other !== folder && !mayImport[folder]?.includes(other));
  const patterns: object[] = [
    importsFrom(
      folder,
      [...strangers.filter((other) => !types.includes(other)), "cli"],
      `src/${folder} must not import this folder: arrows point up the layer table in oxlint.config.ts.`,
    ),
  ];
  if (types.length > 0) {
    const message = `src/${folder} may import only types from this folder.`;
    patterns.push({
      ...importsFrom(
        folder,
        strangers.filter((other) => types.includes(other)),
        message,
      ),
      allowTypeImports: true,
    });
  }
  for (const inner of folders().filter((other) => other.startsWith(`${folder}/`))) {
    const name = escape(inner.slice(folder.length + 1));
    patterns.push({
      regex: `^\\.{1,2}\\/(\\.\\.\\/)*${name}\\/`,
      message: `src/${folder} must not import src/${inner}, which stands on it.`,
    });
  }
  if (!effectful.includes(folder)) {
    patterns.push({ regex: "^node:", message: `src/${folder} must stay free of input and output.` });
  }
  return { patterns };
}

/** A path that leaves the folder climbs at least as often as the folder is deep. */
function importsFrom(
  folder: string,
  others: readonly string[],
  message: string,
): { regex: string; message: string } {
  const depth = folder.split("/").length;
  return { regex: `^(\\.\\.\\/){${depth},}(${others.map(escape).join("|")})(\\/|$)`, message };
}

export default defineConfig({
  plugins: ["typescript", "unicorn", "oxc", "import", "promise"],
  categories: { correctness: "error", suspicious: "error", perf: "error" },
  options: { typeAware: true },
  ignorePatterns: ["dist", "node_modules", "notebooks"],
  rules: {
    "typescript/no-explicit-any": "error",
    "typescript/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    "typescript/no-floating-promises": "error",
    "typescript/consistent-type-imports": "error",
    "typescript/no-unsafe-type-assertion": "off",
    "typescript/consistent-return": "off",
    "import/no-cycle": "error",
    "import/no-unassigned-import": "off",
    "no-await-in-loop": "off",
    "no-shadow": "off",
    "oxc/no-map-spread": "off",
    "no-underscore-dangle": "off",
    "unicorn/no-array-sort": "off",
    "unicorn/no-array-reverse": "off",
    "unicorn/consistent-function-scoping": "off",
    "unicorn/prefer-add-event-listener": "off",
    "unicorn/require-post-message-target-origin": "off",
    "unicorn/prefer-set-has": "off",
    eqeqeq: "error",
    "no-console": "error",
  },
  overrides: [
    ...folders().map((folder) => ({
      files: [`src/${folder}/**`],
      rules: { "no-restricted-imports": ["error", forbiddenImports(folder)] as never },
    })),
    ...deterministic.map((folder) => ({
      files: [`src/${folder}/**`],
      rules: {
        "no-restricted-globals": ["error", "Date", "performance", "process", "setTimeout", "crypto"] as never,
        "no-restricted-properties": [
          "error",
          {
            object: "Math",
            property: "random",
            message: "Draw from the seeded generator in core/random.ts.",
          },
          { object: "Date", property: "now", message: "Virtual time comes from the simulator." },
          {
            object: "Map",
            property: "groupBy",
            message: "Node 20 has none, and a notebook may run on it: groupedBy.",
          },
        ] as never,
      },
    })),
    {
      // It waits for threads and tells how long they will take; what they find out depends on neither.
      files: ["src/experiments/runner/**"],
      rules: { "no-restricted-globals": "off", "no-restricted-properties": "off" },
    },
    {
      files: ["src/cli/**", "bench/**", "test/**"],
      rules: { "no-console": "off" },
    },
    {
      // A test takes a session apart into the functions it needs; none of them uses `this`.
      files: ["test/**"],
      rules: { "typescript/unbound-method": "off" },
    },
  ],
});
