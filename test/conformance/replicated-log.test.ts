import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { logSuites } from "./log-suites.ts";

const protocols = new URL("../../src/protocols/", import.meta.url);

/** A protocol that tells what it applies in which slot claims to replicate a log. */
function claimsLog(folder: string): boolean {
  const lenses = new URL(`${folder}/lenses.ts`, protocols);
  return existsSync(lenses) && readFileSync(lenses, "utf8").includes("export function logEventIn");
}

it("every protocol that claims to replicate a log is in the list, and each of the list has its file of tests", () => {
  expect(Object.keys(logSuites).toSorted()).toEqual(readdirSync(protocols).filter(claimsLog).toSorted());
  for (const folder of Object.keys(logSuites)) {
    const file = readFileSync(new URL(`${folder}.test.ts`, import.meta.url), "utf8");
    expect(file).toContain(`testLogOf("${folder}"`);
  }
});
