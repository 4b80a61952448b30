import { checker } from "./checker.ts";
import { grader } from "./grader/index.ts";
import { kernel } from "./kernel/index.ts";
import { linearizability } from "./linearizability.ts";
import { log } from "./log.ts";
import { queue } from "./queue.ts";
import { scenarios } from "./scenarios.ts";
import { signatures } from "./signatures.ts";
import { sim } from "./sim.ts";

/** `npm run bench` measures everything; `npm run bench -- sim queue` only those. */
const sections = { sim, log, queue, scenarios, checker, linearizability, signatures, kernel, grader };

type Section = keyof typeof sections;

const known = Object.keys(sections) as Section[];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name as Section));

if (unknown.length > 0) {
  console.error(`There is no benchmark called ${unknown.join(", ")}; there are ${known.join(", ")}.`);
  process.exitCode = 2;
} else {
  for (const name of known.filter((name) => asked.length === 0 || asked.includes(name))) {
    console.log(`\n${name}`);
    await sections[name]();
  }
}
