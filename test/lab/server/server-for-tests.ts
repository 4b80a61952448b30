import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { buildServer } from "../../../src/lab/server/server.ts";

export const token = "the-token-of-the-test";

const fixtures = join(import.meta.dirname, "../../e2e/lab/fixtures");

/** A lab that listens nowhere, over copies of the fixture lessons. */
export interface TestServer {
  readonly app: FastifyInstance;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

export async function testServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), "paxoslab-server-"));
  await cp(fixtures, folder, { recursive: true });
  const work = join(folder, "work");
  const exercises = join(folder, "exercises");
  const app = await buildServer({ token, notebooks: folder, work, exercises, kernelName: "paxoslab" });
  const close = async (): Promise<void> => {
    await app.close();
    await rm(folder, { recursive: true });
  };
  return { app, folder, close };
}

/** The headers of a client that knows the token. */
export const known = { host: "127.0.0.1:8227", authorization: `token ${token}` };
