import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testServer, token, type TestServer } from "./server-for-tests.ts";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(async () => server.close());

const host = "127.0.0.1:8227";

async function get(url: string, headers: Record<string, string> = {}) {
  return server.app.inject({ url, headers: { host, ...headers } });
}

describe("the token", () => {
  test.each([
    ["an Authorization header", "/api/kernels", { authorization: `token ${token}` }],
    ["a bearer token", "/api/kernels", { authorization: `Bearer ${token}` }],
    ["the address", `/api/kernels?token=${token}`, {}],
  ])("is taken from %s", async (_, url, headers) => {
    expect((await get(url, headers)).statusCode).toBe(200);
  });

  test.each([
    ["none", "/api/kernels", {}],
    ["a wrong one", "/api/kernels", { authorization: "token wrong" }],
    ["a wrong one in the address", "/lab/api/course?token=wrong", {}],
    ["a wrong cookie", "/api/kernels", { cookie: "paxoslab=wrong" }],
  ])("%s is refused with 401 and a sentence", async (_, url, headers) => {
    const answer = await get(url, headers);
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ message: expect.stringContaining("needs the lab's token") });
  });

  test("in a page's address becomes a cookie that scripts cannot read, and leaves the address", async () => {
    const answer = await get(`/lessons/00-first-steps?token=${token}`);
    expect(answer.statusCode).toBe(302);
    expect(answer.headers.location).toBe("/lessons/00-first-steps");
    const setCookie = String(answer.headers["set-cookie"]);
    expect(setCookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    const [cookie = ""] = setCookie.split(";");
    expect((await get("/lab/api/course", { cookie })).statusCode).toBe(200);
  });

  test("wrong in a page's address: the page says how to come in", async () => {
    const answer = await get("/?token=yesterday");
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain("not the one of the lab that runs now");
  });
});

describe("the Host header", () => {
  test.each(["localhost:8227", "127.0.0.1", "[::1]:8227", "192.168.1.7:8227"])("%s is ours", async (host) => {
    expect((await get(`/api/kernels?token=${token}`, { host })).statusCode).toBe(200);
  });

  test.each(["evil.example:8227", "localhost.evil.example", "127.0.0.1.evil.example"])(
    "%s is refused even with the token: DNS rebinding",
    async (host) => {
      expect((await get(`/api/kernels?token=${token}`, { host })).statusCode).toBe(403);
    },
  );
});

describe("the Origin header", () => {
  const post = async (origin: string) =>
    server.app.inject({
      method: "POST",
      url: `/lab/api/lessons/00-first-steps/reset?token=${token}`,
      headers: { host, origin },
    });

  test("of the lab's own page may change things", async () => {
    expect((await post(`http://${host}`)).statusCode).toBe(200);
  });

  test.each(["http://evil.example", "http://127.0.0.1:9999", "null"])("%s may not", async (origin) => {
    expect((await post(origin)).statusCode).toBe(403);
  });
});

test("pages carry a policy that runs no scripts but their own", async () => {
  const answer = await get("/", { authorization: `token ${token}` });
  expect(answer.headers["content-security-policy"]).toContain("script-src 'self';");
  expect(answer.headers["x-content-type-options"]).toBe("nosniff");
});

test("the frame for notebooks' scripts has an origin of its own and no network", async () => {
  const policy = (await get("/lab/frame")).headers["content-security-policy"];
  expect(policy).toContain("sandbox allow-scripts;");
  expect(policy).toContain("default-src 'none'");
});

test("an address that does not exist answers 404 with a sentence", async () => {
  const answer = await get("/api/nonsense");
  expect(answer.statusCode).toBe(404);
  expect(answer.json()).toMatchObject({ message: "There is nothing at /api/nonsense." });
});
