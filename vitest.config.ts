import { join } from "node:path";
import { defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";

// Kernels and commands are started from the sources hundreds of times: each would compile all of them again.
process.env["NODE_COMPILE_CACHE"] ??= join(import.meta.dirname, "node_modules/.cache/node");

/**
 * `npm test` runs in mode "solution": the tests of the exercises then import the reference solutions.
 * In any other mode, as in `npx vitest run exercises/ballots`, they import what the learner has written.
 */
export default defineConfig(({ mode }) => ({
  resolve: {
    // The sources, so that no test ever passes or fails because of an old build.
    alias: [{ find: /^paxoslab\/(.+)$/, replacement: `${import.meta.dirname}/src/$1/index.ts` }],
  },
  ssr: {
    resolve: { conditions: [...(mode === "solution" ? ["solution"] : []), ...defaultServerConditions] },
  },
  test: {
    projects: [
      // Tests of programs and pages may do as they like with a process of their own.
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          // On CI a landing shall not hang on one message among thousands of processes; vitest tells what it tried again.
          // Everywhere else the first failure is one: that is how races are found.
          retry: process.env["CI"] === "true" ? 1 : 0,
        },
      },
      // The others leave nothing behind: files that share a process spare it hundreds of starts.
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts", "exercises/**/*.test.ts"],
          exclude: ["test/e2e/**"],
          isolate: false,
        },
      },
      // `npm run thorough`, and CI: what takes longer than people like to wait for between two changes.
      { extends: true, test: { name: "thorough", include: ["test/**/*.thorough.ts"] } },
    ],
    env: {
      NODE_ENV: "test",
      // What tests solve is not what their user has solved.
      PAXOSLAB_WORK: join(import.meta.dirname, "node_modules/.cache/work"),
      // What kernels run in tests is not what their user has typed.
      PAXOSLAB_KERNEL_HISTORY: "off",
      // Only tests about types start a compiler beside each kernel (see test/e2e/typed.ts): it costs two seconds.
      PAXOSLAB_KERNEL_TYPES: "off",
    },
    // Much of what the end-to-end tests do is wait, for kernels and a browser.
    maxWorkers: 3,
    // Seconds on a machine of its own; tests share theirs with browsers, kernels and each other.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
}));
