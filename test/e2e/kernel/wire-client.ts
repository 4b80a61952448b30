import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { Dealer, Subscriber } from "zeromq";
import {
  newConnection,
  removeConnectionFile,
  writeConnectionFile,
} from "../../../src/kernel/client/connection.ts";
import { ownSpec } from "../../../src/kernel/client/index.ts";
import {
  address,
  decode,
  encode,
  newMessage,
  type Channel,
  type ConnectionInfo,
  type JsonObject,
  type Message,
  type RequestChannel,
} from "../../../src/kernel/messaging/index.ts";

export interface Heard {
  readonly channel: Channel;
  readonly message: Message;
}

/** A client that hides nothing: it sends any frames and hears every message, in the order they came. */
export class WireClient {
  readonly connection: ConnectionInfo;
  readonly heard: Heard[] = [];
  readonly #answers = new Map<unknown, Heard[]>();
  readonly #session = crypto.randomUUID();
  readonly #dealers: Readonly<Record<RequestChannel, Dealer>>;
  readonly #iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0, reconnectInterval: 20 });
  #onHeard = Promise.withResolvers<void>();
  #isClosed = false;

  constructor(connection: ConnectionInfo, topic = "") {
    this.connection = connection;
    const dealer = (channel: RequestChannel): Dealer => {
      const socket = new Dealer({ linger: 0, reconnectInterval: 20, sendHighWaterMark: 0 });
      socket.connect(address(connection, channel));
      this.#listen(channel, socket).catch(this.#fail);
      return socket;
    };
    this.#dealers = { shell: dealer("shell"), control: dealer("control"), stdin: dealer("stdin") };
    this.#iopub.subscribe(topic);
    this.#iopub.connect(address(connection, "iopub"));
    this.#listen("iopub", this.#iopub).catch(this.#fail);
  }

  /** A request that nobody has sent yet. */
  newRequest(type: string, content: JsonObject = {}, header: JsonObject = {}): Message {
    const message = newMessage(type, this.#session, content);
    return { ...message, header: { ...message.header, ...header } };
  }

  async send(channel: RequestChannel, message: Message): Promise<void> {
    await this.sendFrames(channel, encode(message, this.connection.key));
  }

  async sendFrames(channel: RequestChannel, frames: readonly Uint8Array[]): Promise<void> {
    await this.#dealers[channel].send([...frames]);
  }

  /** Sends a request and waits for reply and idle; returns all that answers it, status included. */
  async ask(
    channel: RequestChannel,
    type: string,
    content: JsonObject = {},
    header: JsonObject = {},
  ): Promise<Conversation> {
    const request = this.newRequest(type, content, header);
    await this.send(channel, request);
    return this.conversation(request);
  }

  async conversation({ header: { msg_id: id } }: Message): Promise<Conversation> {
    await this.until(() => this.about(id).hasEnded);
    return this.about(id);
  }

  async execute(code: string, header: JsonObject = {}): Promise<Conversation> {
    return this.ask("shell", "execute_request", { code, allow_stdin: false }, header);
  }

  /** What has been heard so far about the request with this id. */
  about(id: string): Conversation {
    return new Conversation(this.#answers.get(id) ?? []);
  }

  /** Waits until what has been heard satisfies the condition. */
  async until(condition: () => boolean, timeoutMs = 20_000): Promise<void> {
    const tooLate = sleep(timeoutMs, "too late", { ref: false });
    while (!condition()) {
      const woken = await Promise.race([this.#onHeard.promise, tooLate]);
      if (woken === "too late")
        throw new Error(`Waited in vain; heard last: ${JSON.stringify(this.heard.at(-1))}`);
    }
  }

  /** Waits until the kernel answers on shell and is heard on iopub. */
  async untilReady(): Promise<void> {
    while (!this.heard.some(({ channel }) => channel === "iopub")) await this.#probe();
  }

  close(): void {
    this.#isClosed = true;
    for (const socket of [...Object.values(this.#dealers), this.#iopub]) socket.close();
  }

  /** A socket that is closed in the middle of a flood may say so to whoever was reading it. */
  readonly #fail = (error: unknown): void => {
    if (!this.#isClosed) throw error;
  };

  async #probe(): Promise<void> {
    const request = this.newRequest("kernel_info_request");
    await this.send("shell", request);
    await this.until(() => this.about(request.header.msg_id).reply !== undefined);
    await sleep(5);
  }

  #hear(heard: Heard): void {
    this.heard.push(heard);
    const request = heard.message.parent_header.msg_id;
    this.#answers.set(request, [...(this.#answers.get(request) ?? []), heard]);
  }

  async #listen(channel: Channel, socket: Dealer | Subscriber): Promise<void> {
    for await (const frames of socket) {
      this.#hear({ channel, message: decode(frames, this.connection.key).message });
      this.#onHeard.resolve();
      this.#onHeard = Promise.withResolvers();
    }
  }
}

/** All that answers one request. */
export class Conversation {
  readonly messages: readonly Heard[];

  constructor(messages: readonly Heard[]) {
    this.messages = messages;
  }

  /** The content of the reply. */
  get reply(): JsonObject | undefined {
    return this.messages.find(({ channel }) => channel !== "iopub")?.message.content;
  }

  get states(): readonly unknown[] {
    return this.published("status").map((content) => content["execution_state"]);
  }

  get hasEnded(): boolean {
    return this.reply !== undefined && this.states.includes("idle");
  }

  /** The contents of what was published with this type. */
  published(type: string): readonly JsonObject[] {
    return this.messages
      .filter(({ channel, message }) => channel === "iopub" && message.header.msg_type === type)
      .map(({ message }) => message.content);
  }

  /** text/plain of the result. */
  get result(): unknown {
    const [content] = this.published("execute_result");
    return (content?.["data"] as JsonObject | undefined)?.["text/plain"];
  }

  /** All that was printed. */
  get text(): string {
    return this.published("stream")
      .map((content) => content["text"])
      .join("");
  }
}

/** Our kernel as a bare process, told where its sockets are. */
export interface WireKernel {
  readonly process: ChildProcess;
  readonly connection: ConnectionInfo;
  readonly client: WireClient;
  /** Everything it has written to stderr so far. */
  readonly log: () => string;
  /** Resolves with the exit code. */
  readonly whenExited: Promise<number | null>;
}

export interface WireKernelOptions {
  readonly connection?: ConnectionInfo;
  readonly env?: Readonly<Record<string, string>>;
  /** What the client hears of iopub; everything if not given. */
  readonly topic?: string;
}

/** Gone, with its client, when the test is over. */
export async function newWireKernel(options: WireKernelOptions = {}): Promise<WireKernel> {
  const { kernel, end } = await begin(options);
  onTestFinished(end);
  return kernel;
}

/** One for all tests of a file, to be called outside of them: what one leaves behind the next one finds. */
export function sharedWireKernel(options: WireKernelOptions = {}): Pick<WireKernel, "client" | "log"> {
  let begun: Begun | undefined;
  beforeAll(async () => {
    begun = await begin(options);
  });
  afterAll(async () => begun?.end());
  const shared = (): WireKernel => {
    if (!begun) throw new Error("The shared kernel begins with the first test.");
    return begun.kernel;
  };
  return {
    get client() {
      return shared().client;
    },
    log: () => shared().log(),
  };
}

interface Begun {
  readonly kernel: WireKernel;
  readonly end: () => Promise<void>;
}

async function begin(options: WireKernelOptions): Promise<Begun> {
  for (let attempt = 1; ; attempt += 1) {
    const begun = await start(options);
    const ended = begun.kernel.whenExited.then((code) => {
      throw new Error(`The kernel ended with exit code ${code}. ${begun.kernel.log()}`);
    });
    ended.catch(() => undefined);
    try {
      await Promise.race([begun.kernel.client.untilReady(), ended]);
      return begun;
    } catch (error) {
      await begun.end();
      // Between our choosing a free port and the kernel's binding it, another test took it.
      if (attempt === 3 || !/address already in use/.test(String(error))) throw error;
    }
  }
}

async function start({ connection: given, env = {}, topic = "" }: WireKernelOptions): Promise<Begun> {
  const connection = given ?? (await newConnection());
  const file = await writeConnectionFile(connection, "paxoslab");
  const argv = ownSpec().argv.map((word) => word.replace("{connection_file}", file));
  const child = spawn(argv[0] ?? "", argv.slice(1), {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...env },
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  const whenExited = once(child, "exit").then(([code]) => code as number | null);
  const client = new WireClient(connection, topic);
  const end = async (): Promise<void> => {
    client.close();
    child.kill("SIGKILL");
    await whenExited;
    await removeConnectionFile(file);
  };
  return { kernel: { process: child, connection, client, log: () => log, whenExited }, end };
}
