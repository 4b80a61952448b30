import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { known, testServer, type TestServer } from "./server-for-tests.ts";

let server: TestServer;
let outside: string;
beforeAll(async () => {
  server = await testServer();
  const { folder } = server;
  await mkdir(join(folder, "pictures"));
  await writeFile(join(folder, "pictures", "ward map.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
  await writeFile(join(folder, "secret.txt"), "nothing for pages");
  outside = await mkdtemp(join(tmpdir(), "paxoslab-outside-"));
  await writeFile(join(outside, "map.png"), "outside");
  await symlink(join(outside, "map.png"), join(folder, "pictures", "link.png"));
});
afterAll(async () => {
  await server.close();
  await rm(outside, { recursive: true });
});

const get = async (path: string, headers = known) =>
  server.app.inject({ url: `/lab/files/${path}`, headers });

test("a picture beside the lessons is served, and can do nothing when opened by itself", async () => {
  const answer = await get("pictures/ward%20map.svg");
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-type"]).toBe("image/svg+xml");
  expect(answer.headers["content-security-policy"]).toMatch(/^sandbox; default-src 'none'/);
  expect(answer.headers["x-content-type-options"]).toBe("nosniff");
});

test.each([
  ["a file that is no picture", "secret.txt"],
  ["a notebook", "00-first-steps.ipynb"],
  ["an absolute path", "%2Fetc%2Fhostname.png"],
  ["a link out of the folder", "pictures/link.png"],
  ["a path with a null", "pictures/a%00.png"],
  ["a folder", "pictures"],
  ["what is not there", "pictures/nothing.png"],
])("%s is not", async (_, path) => {
  expect((await get(path)).statusCode).toBe(404);
});

test("a path out of the folder leads nowhere", async () => {
  expect((await get(`..%2F${basename(outside)}%2Fmap.png`)).statusCode).toBe(404);
  expect((await get(`pictures/../../${basename(outside)}/map.png`)).statusCode).toBe(404);
});

test("nobody gets one without the token", async () => {
  const { host } = known;
  expect((await get("pictures/ward%20map.svg", { host } as typeof known)).statusCode).toBe(401);
});
