import { expect, it } from "vitest";
import { Turns } from "../../../src/kernel/service/turns.ts";

it("what there is nothing before begins at once, everything else when what is before it is over", async () => {
  const turns = new Turns();
  const events: string[] = [];
  const first = turns.run(async () => {
    events.push("first begins");
    await Promise.resolve();
    events.push("first ends");
    return 1;
  });
  events.push("asked");
  const second = turns.run(async () => events.push("second"));
  expect(await first).toBe(1);
  await second;
  expect(events).toEqual(["first begins", "asked", "first ends", "second"]);
  void turns.run(async () => events.push("third"));
  expect(events.at(-1)).toBe("third");
});

it("one that fails does not keep the next from its turn", async () => {
  const turns = new Turns();
  const failing = turns.run(async () => {
    throw new Error("no");
  });
  const next = turns.run(async () => "done");
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("done");
});
