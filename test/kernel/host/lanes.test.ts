import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { Lanes } from "../../../src/kernel/host/lanes.ts";

it("tasks of one lane wait for each other, those of different lanes do not, failures hold up nobody", async () => {
  const said: string[] = [];
  const failures: unknown[] = [];
  const lanes = new Lanes((error) => failures.push(error));
  const done = Promise.withResolvers<void>();
  lanes.run("slow", async () => {
    said.push("slow begins at once");
    await sleep(10);
    said.push("slow ends");
    throw new Error("after all");
  });
  lanes.run("slow", async () => {
    said.push("second slow");
    done.resolve();
  });
  lanes.run("fast", async () => {
    said.push("fast");
  });
  await done.promise;
  expect(said).toEqual(["slow begins at once", "fast", "slow ends", "second slow"]);
  expect(failures).toEqual([new Error("after all")]);
});
