import { expect, it } from "vitest";
import { Status } from "../../../src/kernel/host/status.ts";
import { newMessage } from "../../../src/kernel/messaging/index.ts";

it("after the idle of one request, what is still being answered is busy again", () => {
  const said: string[] = [];
  const status = new Status((_, content, parent) =>
    said.push(`${String(content["execution_state"])} ${parent?.header.msg_type ?? "nobody"}`),
  );
  const cell = newMessage("execute_request", "s", {});
  const completion = newMessage("complete_request", "s", {});
  status.starting();
  status.begin(cell);
  status.begin(completion);
  status.end(completion);
  status.end(cell);
  expect(said).toEqual([
    "starting nobody",
    "busy execute_request",
    "busy complete_request",
    "idle complete_request",
    "busy execute_request",
    "idle execute_request",
  ]);
});
