import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Course, Lesson, LessonCell, ResetReply } from "../../../src/lab/server/api.ts";
import { afterAttempt, noteProgress } from "../../../src/study/progress.ts";
import { known, testServer, type TestServer } from "./server-for-tests.ts";

let server: TestServer;
beforeEach(async () => {
  server = await testServer();
});
afterEach(async () => server.close());

const url = "/lab/api/lessons/00-first-steps";

async function course(): Promise<Course> {
  return (await server.app.inject({ url: "/lab/api/course", headers: known })).json<Course>();
}

async function lesson(): Promise<Lesson> {
  return (await server.app.inject({ url, headers: known })).json<Lesson>();
}

async function save(revision: string | null, cells: readonly LessonCell[]) {
  return server.app.inject({ method: "PUT", url, headers: known, payload: { revision, cells } });
}

/** The lesson's cells with other text in the cell `sum`, and that cell run. */
function edited(cells: readonly LessonCell[], source: string): readonly LessonCell[] {
  const run = { requestId: "r", finished: true, elapsedMs: 3 };
  return cells.map((cell) => (cell.id === "sum" && cell.kind === "code" ? { ...cell, source, run } : cell));
}

test("lists the lessons in order with title, first sentence, minutes and no progress yet", async () => {
  const { lessons } = await course();
  expect(lessons).toEqual([
    {
      slug: "00-first-steps",
      number: 0,
      title: "First steps",
      summary: "The wards vote on ₹500 crore for the drains.",
      minutes: 5,
      progress: null,
      exercises: [],
    },
    expect.objectContaining({ slug: "01-figures", number: 1, title: "Figures", minutes: null }),
  ]);
});

test("a lesson lists its exercises, with what has become of them in the terminal and in notebooks", async () => {
  const lesson = join(server.folder, "02-single-decree.ipynb");
  await copyFile(join(server.folder, "00-first-steps.ipynb"), lesson);
  const file = join(server.folder, "work/progress.json");
  const scored = async (slug: string, points: number) =>
    noteProgress(slug, (before) => afterAttempt(before, { points, of: 13 }, new Date(0)), file);
  await scored("acceptor", 13);
  await scored("proposer", 3);
  const found = (await course()).lessons.find(({ slug }) => slug === "02-single-decree");
  expect(found?.exercises).toEqual([
    { slug: "acceptor", title: "The acceptor", minutes: 25, state: "passed" },
    { slug: "proposer", title: "The proposer", minutes: 30, state: "tried" },
    { slug: "learner", title: "The learner", minutes: 15, state: "untouched" },
  ]);
});

test("a saved copy comes back, counts as progress, and leaves the lesson alone", async () => {
  const path = join(server.folder, "00-first-steps.ipynb");
  const before = await readFile(path, "utf8");
  const { cells, revision } = await lesson();
  expect(revision).toBeNull();
  const answer = await save(null, edited(cells, "'mine'"));
  expect(answer.statusCode).toBe(200);
  expect(await lesson()).toMatchObject({ ...answer.json(), cells: edited(cells, "'mine'") });
  expect((await course()).lessons[0]?.progress).toEqual({ cellsRun: 1, cells: 4 });
  expect(await readFile(path, "utf8")).toBe(before);
});

test("a save that grew from an older revision is refused with what is there now", async () => {
  const { cells } = await lesson();
  await save(null, edited(cells, "'first tab'"));
  const answer = await save(null, edited(cells, "'second tab'"));
  expect(answer.statusCode).toBe(409);
  const { current } = answer.json<{ current: Lesson }>();
  expect(current.cells).toEqual(edited(cells, "'first tab'"));
  expect((await save(current.revision, edited(cells, "'second tab'"))).statusCode).toBe(200);
});

test("two tabs that save the same text do not collide", async () => {
  const { cells } = await lesson();
  const [one, other] = await Promise.all([save(null, edited(cells, "1")), save(null, edited(cells, "1"))]);
  expect([one?.statusCode, other?.statusCode]).toEqual([200, 200]);
  expect(one?.json()).toEqual(other?.json());
});

test("of two different saves at once exactly one wins", async () => {
  const { cells } = await lesson();
  const answers = await Promise.all(["1", "2", "3"].map(async (text) => save(null, edited(cells, text))));
  expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([200, 409, 409]);
});

test("reset keeps the attempt as a file and brings the lesson back", async () => {
  const original = await lesson();
  await save(null, edited(original.cells, "'my attempt'"));
  const answer = await server.app.inject({ method: "POST", url: `${url}/reset`, headers: known });
  const { lesson: fresh, backup } = answer.json<ResetReply>();
  expect(fresh).toEqual(original);
  expect(await readFile(backup ?? "", "utf8")).toContain("my attempt");
  expect(await lesson()).toEqual(original);
});

test("says when the lesson was updated after the copy was begun", async () => {
  const { cells } = await lesson();
  await save(null, edited(cells, "1"));
  expect((await lesson()).lessonChanged).toBe(false);
  const path = join(server.folder, "00-first-steps.ipynb");
  await writeFile(path, (await readFile(path, "utf8")).replace("First steps", "First strides"));
  expect((await lesson()).lessonChanged).toBe(true);
});

test.each([
  ["an unknown lesson", "/lab/api/lessons/77-nothing", 404],
  ["a path out of the folder", "/lab/api/lessons/..%2F00-first-steps", 404],
])("%s is not found", async (_, url, status) => {
  const answer = await server.app.inject({ url, headers: known });
  expect(answer.statusCode).toBe(status);
  expect(answer.json<{ message: string }>().message).toMatch(/does not exist/);
});

test("a broken lesson says what is broken", async () => {
  await writeFile(join(server.folder, "00-first-steps.ipynb"), '{"cells": [}');
  const answer = await server.app.inject({ url, headers: known });
  expect(answer.statusCode).toBe(500);
  expect(answer.json<{ message: string }>().message).toContain("is not valid JSON");
});

test("a save that is no lesson is refused", async () => {
  const answer = await server.app.inject({ method: "PUT", url, headers: known, payload: { cells: [{}] } });
  expect(answer.statusCode).toBe(400);
});
