import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { fingerprint } from "./fingerprint.ts";

/** Runs the fingerprint in a Node process of its own. */
function elsewhere(seed: number): string {
  const program = fileURLToPath(new URL("fingerprint.ts", import.meta.url));
  return execFileSync(process.execPath, [program, `${seed}`], { encoding: "utf8" });
}

it("the same seed gives the same trace, byte for byte, in every process", () => {
  expect([elsewhere(1), elsewhere(1)]).toEqual([fingerprint(1), fingerprint(1)]);
});

it("another seed gives another trace", () => {
  expect(fingerprint(2)).not.toBe(fingerprint(1));
});

// If this fails and nothing about the protocol, the simulator or the storm was meant to change what happens,
// then this machine or this version of Node computes something differently.
it("the same seed gives the same trace on every machine", () => {
  expect(fingerprint(1)).toBe("f90488347b0ad7b5a5e01b9e637bae98b3709a2b4598fab7275e936cad8c7d7c");
});
