import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const run = promisify(execFile);

/** A real terminal, with `paxoslab learn` in it: what it shows is what a learner sees. */
let folder: string;
let socket: string;

const tmux = async (...args: readonly string[]): Promise<string> => {
  const { stdout } = await run("tmux", ["-S", socket, ...args]);
  return stdout;
};

const screen = (): Promise<string> => tmux("capture-pane", "-p", "-t", "learn");
const press = (...keys: readonly string[]): Promise<string> => tmux("send-keys", "-t", "learn", ...keys);

/** Waits until the screen says it, and gives the whole of it. */
async function says(text: string): Promise<string> {
  await expect.poll(screen, { timeout: 8_000, interval: 50 }).toContain(text);
  return screen();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "learn-"));
  socket = join(folder, "tmux");
  const command = `PAXOSLAB_WORK=${folder}/work node ${root}/src/cli/bin.ts learn acceptor --dir ${folder}/exercises; echo "exit code $?"; sleep 60`;
  await tmux(
    "-f",
    "/dev/null",
    "new-session",
    "-d",
    "-s",
    "learn",
    "-x",
    "110",
    "-y",
    "50",
    "-c",
    folder,
    command,
  );
});

afterAll(async () => {
  await tmux("kill-server");
  await rm(folder, { recursive: true, force: true });
});

it("leads from the stub to the solution and on to the next exercise", async () => {
  const file = join(folder, "exercises/acceptor/acceptor.ts");
  expect(await says("0 of 13 points")).toContain("Edit exercises/acceptor/acceptor.ts");

  await press("h");
  expect(await says("Hint 1: ")).not.toContain("Hint 2: ");
  await press("h");
  await says("Hint 2: ");
  await press("Escape");
  await says("0 of 13 points");

  await copyFile(join(root, "solutions/acceptor/acceptor.ts"), file);
  await says("Everything holds");
  await says("1 of 18 exercises passed");

  await press("s");
  await says("and why it is right");
  await press("Escape");
  await says("Everything holds");

  await press("r");
  await says("Begin again with the stub");
  await press("y");
  await says("kept as acceptor.attempt-1.ts");
  await says("0 of 13 points");
  expect(await readdir(join(folder, "exercises/acceptor"))).toContain("acceptor.attempt-1.ts");

  await press("n");
  await says("The proposer");
  await press("l");
  expect(await says("Enter begins")).toMatch(/✓ The acceptor .*13\/13/);
  await press("q");
  await says("exit code 0");
  const progress = JSON.parse(await readFile(join(folder, "work/progress.json"), "utf8")) as object;
  expect(progress).toMatchObject({
    exercises: { acceptor: { best: 13, of: 13, hints: 2, solutionShown: true } },
  });
});
