import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import * as fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { Dealer } from "zeromq";
import {
  sign,
  type JsonObject,
  type Message,
  type RequestChannel,
} from "../../../src/kernel/messaging/index.ts";
import { strike } from "./wire-attacks.ts";
import { newWireKernel, sharedWireKernel, type WireClient } from "./wire-client.ts";

const kernel = sharedWireKernel();

const channels = ["shell", "control", "stdin"] as const;

/** What the attacks are made of: each would be noticed if it were obeyed. */
function targets(client: WireClient): Readonly<Record<RequestChannel, readonly Message[]>> {
  const intrude = { code: "globalThis.intruded = true", silent: false, stop_on_error: false };
  return {
    shell: [
      client.newRequest("execute_request", intrude),
      client.newRequest("shutdown_request", { restart: false }),
      client.newRequest("kernel_info_request"),
    ],
    control: [client.newRequest("shutdown_request"), client.newRequest("kernel_info_request")],
    stdin: [client.newRequest("input_reply", { status: "ok", value: "intruded" })],
  };
}

it.runIf(process.platform === "linux")(
  "10,000 messages that are unsigned, altered, torn or noise: none is accepted, nothing is lost",
  async () => {
    const { client, connection, log, process: kernel } = await newWireKernel();
    const honest = new Set(client.heard.map(({ message }) => message.parent_header.msg_id));
    const ask = async (channel: "shell" | "control"): Promise<void> => {
      const request = client.newRequest("kernel_info_request");
      honest.add(request.header.msg_id);
      await client.send(channel, request);
      expect((await client.conversation(request)).reply).toMatchObject({ status: "ok" });
    };
    /** Strikes as often on each of the sockets. */
    const attack = async (onEach: number): Promise<void> => {
      const on = targets(client);
      for (const channel of channels) {
        for (const frames of strike(on[channel], connection.key, onEach))
          await client.sendFrames(channel, frames);
      }
      await strikeHeart(connection.hb_port, strike(on.shell, connection.key, onEach));
      // What comes on one socket is heard in order: when these are answered, all the others have been heard.
      await ask("shell");
      await ask("control");
    };

    await attack(1_000);
    const before = await residentMb(kernel.pid);
    await attack(3_334);
    expect((await residentMb(kernel.pid)) - before, "megabytes grown").toBeLessThan(100);

    const strangers = client.heard.filter(({ message }) => !honest.has(message.parent_header.msg_id));
    expect(strangers.filter(({ message }) => message.header.msg_type !== "iopub_welcome")).toEqual([]);
    const intruded = await client.execute("'intruded' in globalThis");
    expect(intruded.result).toBe("false");
    expect(kernel.exitCode).toBeNull();
    expect(log().split("\n").length, "lines in its log").toBeLessThan(200);

    // Not one of them was overlooked: once the log has room again, it tells how many it left out.
    await sleep(1_500);
    await client.sendFrames("shell", [Buffer.from("the last")]);
    const toldOf = (): number => {
      const leftOut = [...log().matchAll(/(\d+) lines before this one were left out/g)].map(([, count]) =>
        Number(count),
      );
      return leftOut.reduce((sum, count) => sum + count, (log().match(/Dropped a message/g) ?? []).length);
    };
    await expect.poll(toldOf).toBe(channels.length * (1_000 + 3_334) + 1);
  },
);

it("noise on the bare sockets, from whatever is no zeromq, is survived", async () => {
  const { client } = kernel;
  const { connection } = client;
  const noises = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), { numRuns: 100, seed: 1998 });
  const ports = [connection.shell_port, connection.control_port, connection.iopub_port, connection.hb_port];
  await Promise.all(
    noises.map(async (noise, index) => {
      const socket = connect(ports[index % ports.length]!, connection.ip);
      // The kernel hangs up as soon as it sees what that is; we may still be writing.
      socket.on("error", () => undefined);
      await new Promise<void>((resolve) => socket.end(noise, resolve));
      socket.destroy();
    }),
  );
  expect((await client.execute("6 * 7")).result).toBe("42");
});

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, -1, 1e300, "", "\u0000\ud800", [], {}),
);

it("requests are answered, whatever JSON they hold", async () => {
  const { client } = kernel;
  const fieldsOf = {
    execute_request: ["code", "silent", "store_history", "user_expressions", "stop_on_error"],
    complete_request: ["code", "cursor_pos"],
    inspect_request: ["code", "cursor_pos", "detail_level"],
    is_complete_request: ["code"],
    history_request: ["hist_access_type", "n", "session", "start", "stop", "pattern", "output"],
    comm_info_request: ["target_name"],
    interrupt_request: ["subshell_id"],
    delete_subshell_request: ["subshell_id"],
    debug_request: ["type", "seq", "command", "arguments"],
  };
  for (const [type, fields] of Object.entries(fieldsOf)) {
    const channel = /interrupt|subshell|debug/.test(type) ? "control" : "shell";
    const contents = fc.record(Object.fromEntries(fields.map((field) => [field, anything])), {
      requiredKeys: [],
    });
    const requests = fc
      .sample(contents, { numRuns: 60, seed: 1998 })
      .map((content: JsonObject) => client.newRequest(type, content));
    for (const request of requests) await client.send(channel, request);
    const answers = await Promise.all(requests.map(async (request) => client.conversation(request)));
    for (const { messages } of answers) {
      expect(messages.filter((heard) => heard.channel === channel)).toHaveLength(1);
    }
  }
  expect((await client.execute("6 * 7")).result).toBe("42");
});

it("what is well signed but no message is logged, and does no harm", async () => {
  const { client, connection, log } = await newWireKernel();
  const tower = (height: number): string => `{"tower":${"[".repeat(height)}${"]".repeat(height)}}`;
  const header = JSON.stringify(client.newRequest("comm_msg").header);
  const bad: readonly (readonly (string | Buffer)[])[] = [
    [header, "{}", "{}", "["],
    [header, "{}", "{}", "[]"],
    [header, "{}", "{}", "null"],
    [header, "1", "{}", "{}"],
    ["{}", "{}", "{}", "{}"],
    [`{"msg_id":1,"msg_type":"kernel_info_request"}`, "{}", "{}", "{}"],
    [Buffer.from([0xff, 0xfe]), "{}", "{}", "{}"],
    [tower(1e6), "{}", "{}", "{}"],
    ["", "", "", ""],
  ];
  for (const channel of channels) {
    for (const texts of bad) await client.sendFrames(channel, wellSigned(texts, connection.key));
  }
  // A tower in the content is JSON like any other: it reaches whoever reads comms.
  await client.sendFrames("shell", wellSigned([header, "{}", "{}", tower(1e6)], connection.key));
  expect((await client.execute("6 * 7")).result).toBe("42");
  await expect
    .poll(() => log().match(/Dropped a message on (shell|control|stdin)/g))
    .toHaveLength(3 * bad.length);
});

function wellSigned(texts: readonly (string | Buffer)[], key: string): readonly Buffer[] {
  const dictionaries = texts.map((text) => Buffer.from(text));
  return [Buffer.from("<IDS|MSG>"), Buffer.from(sign(dictionaries, key)), ...dictionaries];
}

/** Sends all this to the heartbeat, which gives back whatever it gets. */
async function strikeHeart(port: number, messages: readonly (readonly Buffer[])[]): Promise<void> {
  const heart = new Dealer({
    linger: 0,
    sendHighWaterMark: 0,
    receiveHighWaterMark: 0,
    receiveTimeout: 5_000,
  });
  onTestFinished(() => heart.close());
  heart.connect(`tcp://127.0.0.1:${port}`);
  for (const frames of messages) await heart.send([...frames]);
  await heart.send(["", "last"]);
  for (let beat = ""; beat !== "last";) beat = String((await heart.receive()).at(-1));
}

/** The memory that a process takes, in megabytes. */
async function residentMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}
