import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Message } from "../../../src/kernel/client/index.ts";
import { newMessage } from "../../../src/kernel/messaging/index.ts";
import { sharedSession } from "./session.ts";

const session = sharedSession();

type Content = Readonly<Record<string, unknown>>;

/** A page's end of the comms, and what it has heard of them. */
function page() {
  const { kernel } = session;
  const heard: Message[] = [];
  kernel.onMessage((channel, message) => {
    if (channel === "iopub" && /^(comm_|stream)/.test(message.header.msg_type)) heard.push(message);
  });
  return {
    heard,
    say: (type: string, content: Content): string => {
      const message = newMessage(type, "page", content);
      kernel.send("shell", message);
      return message.header.msg_id;
    },
    next: async (type: string): Promise<Message> => {
      for (;;) {
        const index = heard.findIndex(({ header }) => header.msg_type === type);
        const [found] = index === -1 ? [] : heard.splice(index, 1);
        if (found) return found;
        await sleep(5);
      }
    },
    open: async (): Promise<unknown> => (await kernel.request("shell", "comm_info_request")).content["comms"],
  };
}

it("a comm for a target that nobody has registered is closed", async () => {
  const { say, next, open } = page();
  const id = say("comm_open", { comm_id: "c", target_name: "nobody", data: {} });
  const closed = await next("comm_close");
  expect(closed.content).toEqual({ comm_id: "c", data: {} });
  expect(closed.parent_header.msg_id).toBe(id);
  expect(await open()).toEqual({});
});

it("pages open comms that cells answer; what comes of a message belongs to it", async () => {
  const { say, next, open } = page();
  await session.run(`
    comms.register("echo", (comm, data) => {
      comm.send({ hello: data });
      comm.onMessage((data) => { console.log("heard", data); comm.send({ echo: data }); });
      comm.onClose(() => console.log("closed"));
    });`);
  say("comm_open", { comm_id: "c", target_name: "echo", data: 1 });
  expect((await next("comm_msg")).content).toEqual({ comm_id: "c", data: { hello: 1 } });
  expect(await open()).toEqual({ c: { target_name: "echo" } });
  const id = say("comm_msg", { comm_id: "c", data: [2] });
  const echo = await next("comm_msg");
  expect(echo.content).toEqual({ comm_id: "c", data: { echo: [2] } });
  const printed = await next("stream");
  expect(printed.content["text"]).toBe("heard [ 2 ]\n");
  expect([echo, printed].map(({ parent_header: parent }) => parent.msg_id)).toEqual([id, id]);
  say("comm_close", { comm_id: "c", data: {} });
  expect((await next("stream")).content["text"]).toBe("closed\n");
  expect(await open()).toEqual({});
});

it("cells open comms, and close them", async () => {
  const { say, next, open } = page();
  await session.run(
    `const line = comms.open("widget", { at: 1 }); line.onMessage((data) => line.send(data)); line.id`,
  );
  const opened = (await next("comm_open")).content;
  const id = opened["comm_id"];
  expect(opened).toEqual({ comm_id: id, target_name: "widget", data: { at: 1 } });
  expect(await open()).toEqual({ [String(id)]: { target_name: "widget" } });
  say("comm_msg", { comm_id: id, data: "back" });
  expect((await next("comm_msg")).content).toEqual({ comm_id: id, data: "back" });
  await session.run("line.close()");
  expect((await next("comm_close")).content).toEqual({ comm_id: id, data: {} });
  expect((await session.run("line.send(1)")).error).toBe(`Error: The comm for "widget" is closed.`);
});

it("a handler that fails is told of and closes its comm; one that hangs is interrupted", async () => {
  const { say, next } = page();
  await session.run(`
    let kept = 1;
    comms.register("fails", () => { throw new Error("no such thing"); });
    comms.register("hangs", () => { while (true); });`);
  say("comm_open", { comm_id: "f", target_name: "fails", data: {} });
  expect((await next("comm_close")).content["comm_id"]).toBe("f");
  expect((await next("stream")).content["text"]).toContain("no such thing");
  say("comm_open", { comm_id: "h", target_name: "hangs", data: {} });
  await sleep(100);
  await session.kernel.interrupt();
  expect((await session.run("kept")).result).toBe("1");
  say("comm_close", { comm_id: "h", data: {} });
});

it("comms end with the process of the cells", async () => {
  const { next, open } = page();
  await session.run(`comms.open("widget")`);
  const id = (await next("comm_open")).content["comm_id"];
  await session.run("process.kill(process.pid, 'SIGKILL')");
  expect((await next("comm_close")).content["comm_id"]).toBe(id);
  expect(await open()).toEqual({});
});
