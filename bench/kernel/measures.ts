import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bigClass, bigModule } from "./sources.ts";
import { run, within, type Ran, type Station } from "./station.ts";

/** What was measured once: milliseconds, or in a few words why there are none. */
export type Reading = { readonly ms: number; readonly remark?: string } | { readonly cannot: string };

/** Something a kernel does again and again. */
export interface Measure {
  readonly name: string;
  readonly rounds: number;
  /** @param nth differs from call to call: what a kernel has seen before it may remember. */
  readonly once: (station: Station, nth: number) => Promise<Reading>;
}

const lines = 20_000;

export const measures: readonly Measure[] = [
  {
    name: "trivial cell",
    rounds: 40,
    once: async ({ kernel }, nth) => succeeded(await run(kernel, `${nth} + 1`)),
  },
  {
    name: "60-line class cell",
    rounds: 20,
    once: async ({ kernel }, nth) => succeeded(await run(kernel, bigClass(nth))),
  },
  {
    name: "import of a new 500-line module",
    rounds: 10,
    once: async (station, nth) => importOf(station, `fresh${nth}`, nth),
  },
  {
    name: "import of it again, edited",
    rounds: 10,
    once: async (station, nth) => importOf(station, "edited", nth),
  },
  { name: "completion", rounds: 30, once: completion },
  { name: `${lines.toLocaleString("en")} printed lines`, rounds: 5, once: flood },
  { name: "interrupt of while (true) {}", rounds: 5, once: interrupt },
  { name: "control answers while a cell spins", rounds: 5, once: controlWhileBusy },
];

function succeeded({ status, ms, messages }: Ran): Reading {
  if (status === "ok") return { ms };
  const error = messages.find(({ header }) => header.msg_type === "error")?.content["evalue"];
  return { cannot: `fails: ${String(error).slice(0, 40)}` };
}

async function importOf({ peer, kernel, folder }: Station, name: string, nth: number): Promise<Reading> {
  await writeFile(join(folder, `${name}.ts`), bigModule(nth));
  const specifier = JSON.stringify(peer.localModule(name));
  const ran = await run(
    kernel,
    `import { answer as answer${nth} } from ${specifier};\nconsole.log(answer${nth}());`,
  );
  const isCurrent = ran.stdout.trim() === String(nth);
  return ran.status === "ok" && !isCurrent ? { cannot: "sees the old one" } : succeeded(ran);
}

async function completion({ kernel }: Station, nth: number): Promise<Reading> {
  const list = `list${nth}`;
  await run(kernel, `const ${list} = [${nth}];`);
  const code = `${list}.flat`;
  const start = performance.now();
  const { content } = await kernel.request("shell", "complete_request", { code, cursor_pos: code.length });
  const ms = performance.now() - start;
  const isFound = JSON.stringify(content["matches"]).includes("flatMap");
  return isFound ? { ms } : { cannot: "finds nothing" };
}

/** A kernel that drops what it should publish may never say that it is idle: then its reply has to do. */
async function flood({ kernel }: Station, nth: number): Promise<Reading> {
  const code = `for (let line = 0; line < ${lines}; line += 1) console.log(\`${nth}: line \${line}\`);`;
  let arrived = 0;
  const stopListening = kernel.onMessage((_, { header, content }) => {
    if (header.msg_type === "stream") arrived += String(content["text"]).split("\n").length - 1;
  });
  const start = performance.now();
  const ended = await within(3_000, kernel.execute(code).reply);
  const ms = performance.now() - start;
  stopListening();
  if (ended !== "late") return arrived === lines ? { ms } : { ms, remark: arrive(arrived) };
  await kernel.restart();
  return { cannot: `${arrive(arrived)}, never idle` };
}

const arrive = (count: number): string => `${count.toLocaleString("en")} arrive`;

async function interrupt({ kernel }: Station): Promise<Reading> {
  const execution = kernel.execute("while (true) {}");
  await sleep(300);
  const start = performance.now();
  const [ended] = await Promise.all([
    within(
      3_000,
      execution.reply.then(
        () => "stopped" as const,
        () => "died" as const,
      ),
    ),
    within(3_000, kernel.interrupt()).catch(() => undefined),
  ]);
  const ms = performance.now() - start;
  if (ended === "stopped") return { ms };
  await kernel.restart();
  return { cannot: ended === "died" ? "kernel dies" : "does not stop" };
}

async function controlWhileBusy({ kernel }: Station): Promise<Reading> {
  const spin = "{ const end = Date.now() + 800; while (Date.now() < end); }";
  const execution = kernel.execute(spin);
  await sleep(200);
  const start = performance.now();
  const answer = await within(5_000, kernel.request("control", "kernel_info_request"));
  const ms = performance.now() - start;
  await execution.reply;
  return answer === "late" ? { cannot: "no answer" } : { ms };
}
