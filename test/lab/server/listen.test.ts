import { createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import Fastify from "fastify";
import { listen } from "../../../src/lab/server/listen.ts";

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function takenPort(): Promise<number> {
  const server = createServer();
  open.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}

test("a port asked for and in use is refused with what to do", async () => {
  const port = await takenPort();
  await expect(listen(Fastify(), { host: "127.0.0.1", port })).rejects.toThrow(
    `Port ${port} is in use, perhaps by another lab: choose another with --port, or 0 for any free one.`,
  );
});

test("with no port asked for, the next free one after a taken one is found", async () => {
  const port = await takenPort();
  const app = Fastify();
  const found = await listen(app, { host: "127.0.0.1", port: undefined }, port);
  expect(found).toBeGreaterThan(port);
  await app.close();
});

test("an address this machine does not have is refused in a sentence", async () => {
  await expect(listen(Fastify(), { host: "192.0.2.1", port: 0 })).rejects.toThrow(
    'This machine has no address "192.0.2.1"',
  );
});
