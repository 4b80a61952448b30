import { expect, it, onTestFinished } from "vitest";
import { encode } from "../../../src/kernel/messaging/index.ts";
import { sharedWireKernel, WireClient } from "./wire-client.ts";

const kernel = sharedWireKernel();

it.each(["shell", "control"] as const)("kernel_info on %s says what we are and can", async (channel) => {
  const { client } = kernel;
  const { reply } = await client.ask(channel, "kernel_info_request");
  expect(reply).toMatchObject({
    status: "ok",
    protocol_version: "5.5",
    implementation: "paxoslab",
    language_info: { name: "typescript", file_extension: ".ts", mimetype: "text/typescript" },
    supported_features: expect.any(Array) as unknown,
    banner: expect.stringContaining("TypeScript") as unknown,
    help_links: expect.arrayContaining([
      { text: expect.any(String) as unknown, url: expect.stringContaining("https://") as unknown },
    ]) as unknown,
  });
});

it("every subscriber to iopub is welcomed, on the topic it subscribed to (JEP 65)", async () => {
  const { client } = kernel;
  for (const topic of ["", "", "iopub_welcome", "iopub"]) {
    const late = new WireClient(client.connection, topic);
    onTestFinished(() => late.close());
    await late.until(() => late.heard.some(({ message }) => message.content["subscription"] === topic));
    const welcome = late.heard.find(({ message }) => message.content["subscription"] === topic)?.message;
    expect(welcome?.header.msg_type).toBe("iopub_welcome");
    expect(welcome?.parent_header).toEqual({});
  }
  await client.execute("1");
});

it("every request is answered between its own busy and idle", async () => {
  const { client } = kernel;
  const requests = [
    ["shell", "kernel_info_request", {}],
    ["shell", "execute_request", { code: "1" }],
    ["shell", "complete_request", { code: "Mat", cursor_pos: 3 }],
    ["shell", "inspect_request", { code: "Math", cursor_pos: 2, detail_level: 0 }],
    ["shell", "is_complete_request", { code: "1" }],
    ["shell", "history_request", { hist_access_type: "tail", n: 1, output: false, raw: true }],
    ["shell", "comm_info_request", {}],
    ["control", "kernel_info_request", {}],
    ["control", "interrupt_request", {}],
    ["control", "list_subshell_request", {}],
    ["control", "debug_request", { type: "request", seq: 1, command: "debugInfo" }],
  ] as const;
  for (const [channel, type, content] of requests) {
    const conversation = await client.ask(channel, type, content);
    expect(conversation.states, type).toEqual(["busy", "idle"]);
    expect(conversation.reply?.["status"], type).not.toBe("error");
    const reply = conversation.messages.find(({ channel: from }) => from === channel)?.message;
    expect(reply?.header).toMatchObject({ msg_type: type.replace("_request", "_reply"), version: "5.5" });
    expect(reply?.parent_header).toMatchObject({ msg_type: type });
  }
});

it("a cell runs while everything else is answered, and stays what the kernel is busy with", async () => {
  const { client } = kernel;
  const cell = client.newRequest("execute_request", { code: "while (true) {}" });
  await client.send("shell", cell);
  await client.until(() => client.about(cell.header.msg_id).states.includes("busy"));
  const answers = [
    await client.ask("shell", "kernel_info_request"),
    await client.ask("shell", "is_complete_request", { code: "{" }),
    await client.ask("shell", "complete_request", { code: "Mat", cursor_pos: 3 }),
    await client.ask("shell", "comm_info_request"),
    await client.ask("shell", "history_request", {
      hist_access_type: "tail",
      n: 1,
      output: false,
      raw: true,
    }),
  ];
  expect(answers.map(({ reply }) => reply?.["status"])).toEqual(["ok", "incomplete", "ok", "ok", "ok"]);
  // A client that shows the status it heard last never shows "idle" for longer than a moment.
  await client.until(() => client.about(cell.header.msg_id).states.length > answers.length);
  expect(client.about(cell.header.msg_id).states).toEqual(["busy", ...answers.map(() => "busy")]);
  const statuses = client.heard.filter(({ message }) => message.header.msg_type === "status");
  expect(statuses.at(-1)?.message.content).toEqual({ execution_state: "busy" });
  await client.ask("control", "interrupt_request");
  expect((await client.conversation(cell)).reply).toMatchObject({ status: "error", ename: "Interrupted" });
});

it("a failed cell aborts the cells sent with it, also those still on their way, and nothing but cells", async () => {
  const { client } = kernel;
  const cell = (code: string): ReturnType<typeof client.newRequest> =>
    client.newRequest("execute_request", { code, stop_on_error: true });
  const [failing, second, third] = [cell("await null; throw new Error('stop')"), cell("2"), cell("3")];
  const question = client.newRequest("is_complete_request", { code: "1" });
  for (const request of [failing, second, question, third]) await client.send("shell", request);
  const [failed, aborted, answered, alsoAborted] = await Promise.all(
    [failing, second, question, third].map(async (request) => client.conversation(request)),
  );
  expect(failed?.reply?.["status"]).toBe("error");
  for (const { reply, states, messages } of [aborted, alsoAborted].map((one) => one!)) {
    expect(reply).toMatchObject({ status: "aborted" });
    expect(states).toEqual(["busy", "idle"]);
    expect(messages).toHaveLength(3);
  }
  expect(answered?.reply?.["status"]).toBe("complete");
  expect((await client.execute("4")).reply?.["status"]).toBe("ok");
});

it("a type that we do not know is logged, and not answered", async () => {
  const { client, log } = kernel;
  const strangers = [
    ["shell", "toString"],
    ["shell", "no_such_request"],
    ["shell", "interrupt_request"],
    ["control", "__proto__"],
    ["control", "execute_request"],
  ] as const;
  for (const [channel, type] of strangers) {
    const request = client.newRequest(type, { code: "globalThis.ran = true" });
    await client.send(channel, request);
    await client.until(() => client.about(request.header.msg_id).states.includes("idle"));
    expect((await client.execute("'ran' in globalThis")).result).toBe("false");
    expect(client.about(request.header.msg_id).states).toEqual(["busy", "idle"]);
    expect(client.about(request.header.msg_id).reply).toBeUndefined();
    await expect.poll(log).toContain(`unknown type ${type} on ${channel}`);
  }
});

it("the same message is obeyed once, however often it is sent", async () => {
  const { client, log } = kernel;
  const request = client.newRequest("execute_request", {
    code: "globalThis.times = (globalThis.times ?? 0) + 1",
  });
  const frames = encode(request, client.connection.key);
  await client.sendFrames("shell", frames);
  await client.conversation(request);
  for (const channel of ["shell", "control", "stdin"] as const) await client.sendFrames(channel, frames);
  await expect.poll(() => log().match(/received before/g)).toHaveLength(3);
  expect((await client.execute("globalThis.times")).result).toBe("1");
});
