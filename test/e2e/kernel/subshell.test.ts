import { expect, it } from "vitest";
import { sharedWireKernel, type WireClient } from "./wire-client.ts";

const kernel = sharedWireKernel();

async function newSubshell(client: WireClient): Promise<string> {
  const { reply } = await client.ask("control", "create_subshell_request");
  expect(reply).toEqual({ status: "ok", subshell_id: expect.any(String) as unknown });
  return String(reply?.["subshell_id"]);
}

async function subshells(client: WireClient): Promise<readonly unknown[]> {
  const { reply } = await client.ask("control", "list_subshell_request");
  return reply?.["subshell_id"] as readonly unknown[];
}

/** Sends a cell and does not wait for it. */
async function start(client: WireClient, code: string, subshell?: string) {
  const request = client.newRequest("execute_request", { code }, { subshell_id: subshell ?? null });
  await client.send("shell", request);
  return request;
}

it("subshells are offered, created, listed and deleted", async () => {
  const { client } = kernel;
  const { reply } = await client.ask("shell", "kernel_info_request");
  expect(reply?.["supported_features"]).toContain("kernel subshells");
  expect(await subshells(client)).toEqual([]);
  const [one, two] = [await newSubshell(client), await newSubshell(client)];
  expect(await subshells(client)).toEqual([one, two]);
  const deleted = await client.ask("control", "delete_subshell_request", { subshell_id: one });
  expect(deleted.reply).toEqual({ status: "ok" });
  expect(await subshells(client)).toEqual([two]);
  await client.ask("control", "delete_subshell_request", { subshell_id: two });
  expect(await subshells(client)).toEqual([]);
});

it("a subshell that is not there: an error, for cells and for any other request", async () => {
  const { client } = kernel;
  const gone = await newSubshell(client);
  await client.ask("control", "delete_subshell_request", { subshell_id: gone });
  const complaint = { status: "error", evalue: `There is no subshell with the id "${gone}".` };
  for (const type of ["execute_request", "is_complete_request", "kernel_info_request"]) {
    const { reply, states } = await client.ask("shell", type, { code: "1" }, { subshell_id: gone });
    expect(reply).toMatchObject(complaint);
    expect(states).toEqual(["busy", "idle"]);
  }
  for (const type of ["delete_subshell_request", "interrupt_request"]) {
    expect((await client.ask("control", type, { subshell_id: gone })).reply).toMatchObject(complaint);
  }
  expect((await client.ask("control", "delete_subshell_request")).reply).toMatchObject({ status: "error" });
});

it("a cell of a subshell runs while one of the main shell awaits, on the same variables", async () => {
  const { client } = kernel;
  const subshell = await newSubshell(client);
  await client.execute("let count = 1; const { promise, resolve } = Promise.withResolvers<string>()");
  const waiting = await start(client, "console.log('waits'); await promise");
  await client.until(() => client.about(waiting.header.msg_id).text === "waits\n");
  const other = await client.execute("count += 1; resolve('freed'); count", { subshell_id: subshell });
  expect(other.result).toBe("2");
  const { result, messages } = await client.conversation(waiting);
  expect(result).toBe("'freed'");
  expect(messages.every(({ message }) => message.parent_header["subshell_id"] === null)).toBe(true);
  expect(other.messages.every(({ message }) => message.parent_header["subshell_id"] === subshell)).toBe(true);
  expect((await client.execute("count")).result).toBe("2");
});

it("what cells of several shells print is told apart", async () => {
  const { client } = kernel;
  const shells = [undefined, await newSubshell(client), await newSubshell(client)];
  const requests = await Promise.all(
    shells.map(async (shell, index) =>
      start(
        client,
        `for (let i = 0; i < 20; i++) { console.log(${index}); await new Promise((r) => setTimeout(r, 1)) }`,
        shell,
      ),
    ),
  );
  const texts = await Promise.all(requests.map(async (request) => (await client.conversation(request)).text));
  expect(texts).toEqual(["0\n".repeat(20), "1\n".repeat(20), "2\n".repeat(20)]);
});

it("an error aborts the queue of its own shell only", async () => {
  const { client } = kernel;
  const subshell = await newSubshell(client);
  const pause = "await new Promise((r) => setTimeout(r, 100));";
  const requests = [
    await start(client, `${pause} throw new Error("stop")`),
    await start(client, "1"),
    await start(client, pause, subshell),
    await start(client, "2", subshell),
  ];
  const replies = await Promise.all(
    requests.map(async (request) => (await client.conversation(request)).reply),
  );
  expect(replies.map((reply) => reply?.["status"])).toEqual(["error", "aborted", "ok", "ok"]);
});

const forever = "await new Promise(() => {})";

it("an interrupt stops what runs in all shells, and those that are named alone", async () => {
  const { client } = kernel;
  const [one, two] = [await newSubshell(client), await newSubshell(client)];
  const [main, first, second] = [
    await start(client, forever),
    await start(client, forever, one),
    await start(client, `${forever}; 1`, two),
  ];
  await client.until(() => client.about(second.header.msg_id).published("execute_input").length > 0);
  await client.ask("control", "interrupt_request", { subshell_id: one });
  expect((await client.conversation(first)).reply).toMatchObject({ ename: "Interrupted" });
  expect(client.about(main.header.msg_id).reply).toBeUndefined();
  expect(client.about(second.header.msg_id).reply).toBeUndefined();
  const third = await start(client, "while (true) {}", one);
  await client.ask("control", "interrupt_request");
  for (const request of [main, second, third]) {
    expect((await client.conversation(request)).reply).toMatchObject({ ename: "Interrupted" });
  }
  expect((await client.execute("1 + 1")).result).toBe("2");
  expect((await client.execute("1 + 2", { subshell_id: two })).result).toBe("3");
});

it("deleting a subshell stops its cell, aborts those that wait, and leaves the others alone", async () => {
  const { client } = kernel;
  const subshell = await newSubshell(client);
  const other = await start(client, "await new Promise((r) => setTimeout(r, 300, 'unharmed'))");
  const running = await start(client, forever, subshell);
  // Control may overtake shell: the cell must be there before its subshell goes.
  await client.until(() => client.about(running.header.msg_id).published("execute_input").length > 0);
  const queued = await start(client, "1", subshell);
  await client.ask("control", "delete_subshell_request", { subshell_id: subshell });
  expect(await subshells(client)).not.toContain(subshell);
  expect((await client.conversation(running)).reply).toMatchObject({ ename: "Interrupted" });
  expect((await client.conversation(queued)).reply).toMatchObject({ status: "aborted" });
  expect((await client.conversation(other)).result).toBe("'unharmed'");
});

it("when the variables are lost, the cells of all shells are told", async () => {
  const { client } = kernel;
  const subshell = await newSubshell(client);
  const waiting = await start(client, forever, subshell);
  await client.until(() => client.about(waiting.header.msg_id).published("execute_input").length > 0);
  const { reply } = await client.execute("process.exit(3)");
  expect(reply).toMatchObject({ ename: "ProcessExit" });
  expect((await client.conversation(waiting)).reply).toMatchObject({ ename: "ProcessExit" });
  expect((await client.execute("6 * 7", { subshell_id: subshell })).result).toBe("42");
});

it("there may be 31 of them, all at work", async () => {
  const { client } = kernel;
  for (const id of await subshells(client)) {
    await client.ask("control", "delete_subshell_request", { subshell_id: id });
  }
  const ids = await Promise.all(Array.from({ length: 31 }, async () => newSubshell(client)));
  const { reply } = await client.ask("control", "create_subshell_request");
  expect(reply).toMatchObject({
    evalue: "There are 31 subshells already; delete one before creating another.",
  });
  const requests = await Promise.all(ids.map(async (id) => start(client, forever, id)));
  await client.until(() =>
    requests.every(({ header }) => client.about(header.msg_id).states.includes("busy")),
  );
  await client.ask("control", "interrupt_request");
  for (const request of requests) {
    expect((await client.conversation(request)).reply).toMatchObject({ ename: "Interrupted" });
  }
  await client.ask("control", "delete_subshell_request", { subshell_id: ids[0] });
  expect((await client.execute("1", { subshell_id: await newSubshell(client) })).result).toBe("1");
});
