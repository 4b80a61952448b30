import { expect, it } from "vitest";
import { CheckerSession } from "../../../src/kernel/service/checker-session.ts";
import { Notebook } from "../../../src/kernel/service/notebook.ts";
import { createProject } from "../../../src/kernel/service/project.ts";
import { OutageError, SessionKeeper } from "../../../src/kernel/service/session-keeper.ts";

it("a compiler that cannot be started is asked for three times, and each time it is said why", async () => {
  let starts = 0;
  const keeper = new SessionKeeper(
    async () => {
      starts += 1;
      throw new Error("It is not installed.");
    },
    () => undefined,
  );
  const use = async (): Promise<unknown> => keeper.use(() => 1);
  for (let time = 0; time < 3; time += 1) {
    await expect(use()).rejects.toThrow(
      new OutageError("The type checker cannot be started: It is not installed."),
    );
  }
  await expect(use()).rejects.toThrow(new OutageError("There is no type checker; cells run unchecked."));
  expect(starts).toBe(3);
});

it("one that ends while it is asked is an outage, and the next question finds another", async () => {
  const project = createProject("/");
  const problems: unknown[] = [];
  const keeper = new SessionKeeper(
    async () => CheckerSession.start(project, new Notebook(project, [])),
    (problem) => problems.push(problem),
  );
  let first: CheckerSession | undefined;
  const ended = keeper.use(async (session) => {
    first = session;
    session.stop();
    return session.ask("workspace/symbol", { query: "" });
  });
  await expect(ended).rejects.toThrow(
    new OutageError("The type checker has ended: it was ended by SIGKILL."),
  );
  expect(await keeper.use((session) => session !== first)).toBe(true);
  expect(problems).toEqual(["The type checker has ended: it was ended by SIGKILL."]);
  keeper.stop();
});
