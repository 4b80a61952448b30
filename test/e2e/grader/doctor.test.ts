import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { whyNoBubblewrap } from "../../grader/bubblewrap.ts";

const program = join(import.meta.dirname, "../../../src/cli/bin.ts");

const doctor = (path = process.env["PATH"]): ReturnType<typeof spawnSync> =>
  spawnSync(process.execPath, [program, "doctor"], { encoding: "utf8", env: { ...process.env, PATH: path } });

describe("paxoslab doctor", () => {
  it.skipIf(whyNoBubblewrap() !== undefined)("says that grades can rest on this machine", () => {
    const { status, stdout } = doctor();
    expect(stdout).toContain("A sandbox starts, and answers.");
    expect(stdout).toContain("locked up by bubblewrap");
    expect(status).toBe(0);
  });

  it("says what is missing, and how to mend it", () => {
    const { status, stdout } = doctor("/nowhere");
    expect(stdout).toMatch(/missing {2}bwrap is not there.*\n *To mend it: apt install bubblewrap/);
    expect(stdout).toContain("--allow-weak-isolation");
    expect(status).toBe(1);
  });
});
