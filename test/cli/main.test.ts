import { describe, expect, it, vi } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { paxoslab } from "../e2e/run/cli.ts";

// Each test starts whole programs, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

describe("paxoslab", () => {
  it("tells its version", async () => {
    expect(await paxoslab("--version")).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: "" });
  });

  it("lists its commands, and for run what each exit code means", async () => {
    const all = await paxoslab("--help");
    expect(all).toMatchObject({ code: 0, stderr: "" });
    expect(all.stdout).toMatch(/^ {2}run /m);
    const run = await paxoslab("run", "--help");
    const codes = [...run.stdout.matchAll(/^ +(\d+) {2}\S/gm)].map(([, code]) => Number(code));
    expect(codes).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 130]);
  });

  it("shows its help when called with nothing, as bad usage", async () => {
    const { code, stderr } = await paxoslab();
    expect(code).toBe(2);
    expect(stderr).toContain("Usage: paxoslab");
  });
});
