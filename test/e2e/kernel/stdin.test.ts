import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { Dealer } from "zeromq";
import { address, decode, encode, newMessage, type Message } from "../../../src/kernel/messaging/index.ts";
import { sharedSession } from "./session.ts";
import { newWireKernel } from "./wire-client.ts";

const session = sharedSession();

it("prompt and confirm ask the user, and the cell waits", async () => {
  const asked: (readonly [prompt: string, isPassword: boolean])[] = [];
  const answers = ["Skopje", "", "", "secret", "yes", "Y", "no", ""];
  const { result, messages } = await session.run(
    `console.log("before");
     [prompt("City?"), prompt("Age", "7"), prompt(), prompt("Key: ", { password: true }),
      confirm("Sure?"), confirm(), confirm("Really?"), confirm("?")]`,
    {
      onInput: (prompt, isPassword) => {
        asked.push([prompt, isPassword]);
        return answers[asked.length - 1] ?? null;
      },
    },
  );
  expect(result?.replaceAll(/\s+/g, " ")).toBe("[ 'Skopje', '7', '', 'secret', true, true, false, false ]");
  expect(asked).toEqual([
    ["City? ", false],
    ["Age [7] ", false],
    ["", false],
    ["Key: ", true],
    ["Sure? [y/N] ", false],
    ["[y/N] ", false],
    ["Really? [y/N] ", false],
    ["? [y/N] ", false],
  ]);
  expect(messages[1]?.content["text"]).toBe("before\n");
});

it("who declines to answer gives null, or no", async () => {
  const { result } = await session.run("[prompt('?', 'default'), confirm('?')]", { onInput: () => null });
  expect(result).toBe("[ null, false ]");
});

it("where nobody can answer, that is told", async () => {
  const { error } = await session.run("let kept = 1; prompt('Name?')");
  expect(error).toBe(
    "InputNotSupportedError: This frontend does not take input: run the cell in one that does.",
  );
  expect((await session.run("kept")).result).toBe("1");
});

it("a cell that waits for input can be interrupted, and a late answer answers nothing", async () => {
  const { promise: late, resolve: answerLate } = Promise.withResolvers<string>();
  const waiting = session.run("let kept = 'kept'; prompt('Name?')", { onInput: () => late });
  await sleep(100);
  await session.kernel.interrupt();
  expect((await waiting).error).toBe("Interrupted: The cell was interrupted.");
  answerLate("late");
  expect((await session.run("prompt(kept)", { onInput: (prompt) => prompt })).result).toBe("'kept '");
});

it("only what belongs to the question answers it; clients need not say so", async () => {
  const { kernel } = session;
  const questions: Message[] = [];
  const stop = kernel.onMessage((channel, message) => {
    if (channel === "stdin") questions.push(message);
  });
  const running = session.run("prompt('?')", { onInput: () => new Promise(() => undefined) });
  while (questions.length === 0) await sleep(5);
  stop();
  const session1 = String(questions[0]?.header.session);
  const reply = (value: string, parent?: Message): Message =>
    newMessage("input_reply", session1, { value }, parent);
  kernel.send("stdin", reply("another", newMessage("input_request", "x", {})));
  kernel.send("stdin", reply("mine"));
  expect((await running).result).toBe("'mine'");
});

it("a timer cannot ask once its cell is over", async () => {
  const messages: Message[] = [];
  const stop = session.kernel.onMessage((_, message) => messages.push(message));
  await session.run("setTimeout(() => prompt('late?'), 30)", { onInput: () => "?" });
  await sleep(150);
  stop();
  expect(messages.map(({ content }) => content["text"]).join("")).toContain(
    "InputNotSupportedError: A cell can ask for input only while it is running.",
  );
});

it("a frontend whose stdin connects only after its cell has asked still hears the question", async () => {
  const { client, connection } = await newWireKernel();
  const dealer = (): Dealer => {
    const socket = new Dealer({ routingId: "late", linger: 0 });
    onTestFinished(() => socket.close());
    return socket;
  };
  const [shell, stdin] = [dealer(), dealer()];
  shell.connect(address(connection, "shell"));
  const cell = client.newRequest("execute_request", { code: "prompt('Name?')", allow_stdin: true });
  await shell.send(encode(cell, connection.key));
  await client.until(() => client.about(cell.header.msg_id).published("execute_input").length === 1);
  await sleep(100);
  stdin.connect(address(connection, "stdin"));
  const question = decode(await stdin.receive(), connection.key).message;
  expect(question.content).toEqual({ prompt: "Name? ", password: false });
  const answer = newMessage("input_reply", cell.header.session, { status: "ok", value: "Asha" }, question);
  await stdin.send(encode(answer, connection.key));
  await client.until(() => client.about(cell.header.msg_id).states.includes("idle"));
  expect(client.about(cell.header.msg_id).result).toBe("'Asha'");
});

it("a frontend that takes input and never listens for questions: the cell is told", async () => {
  const { client, connection } = await newWireKernel();
  const shell = new Dealer({ routingId: "deaf", linger: 0 });
  onTestFinished(() => shell.close());
  shell.connect(address(connection, "shell"));
  const cell = client.newRequest("execute_request", { code: "prompt('Name?')", allow_stdin: true });
  await shell.send(encode(cell, connection.key));
  await client.until(() => client.about(cell.header.msg_id).states.includes("idle"));
  expect(client.about(cell.header.msg_id).published("error")[0]).toMatchObject({
    ename: "InputNotSupportedError",
    evalue: "This frontend said it takes input, but no longer listens for questions.",
  });
});
