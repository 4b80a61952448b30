import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import {
  NoSuchPath,
  readSubmission,
  submissionsIn,
  tagOf,
  type HandedIn,
} from "../../src/grader/intake/index.ts";

const code = "export function acceptorRole() {}\n";
const slugs = ["acceptor"];

let root: string;
let count = 0;
beforeAll(async () => (root = await mkdtemp(join(tmpdir(), "intake-"))));
afterAll(() => rm(root, { recursive: true, force: true }));

const fresh = (ending = ""): string => join(root, `submission-${++count}${ending}`);

async function folder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const path = fresh();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return path;
}

async function zip(fill: (archive: ZipFile) => void): Promise<string> {
  const path = fresh(".zip");
  const archive = new ZipFile();
  fill(archive);
  archive.end();
  await pipeline(archive.outputStream, createWriteStream(path));
  return path;
}

const only = async (path: string): Promise<HandedIn> => (await readSubmission(path, slugs))[0]!;

const text = (exercise = "acceptor"): HandedIn => ({ kind: "text", exercise, text: code });
const problem = (sentence: RegExp): object => ({
  kind: "problem",
  sentence: expect.stringMatching(sentence),
});

describe("a solution is found", () => {
  it.each([
    "acceptor.ts",
    "acceptor/acceptor.ts",
    "exercises/acceptor/acceptor.ts",
    "my-name-main/exercises/acceptor/acceptor.ts",
  ])("in a folder at %s", async (name) =>
    expect(await only(await folder({ [name]: code, "README.md": "" }))).toEqual(text()),
  );

  it("in a checkout of the whole course, where the reference is none of theirs", async () => {
    const path = await folder({
      "exercises/acceptor/acceptor.ts": code,
      "solutions/acceptor/acceptor.ts": "not theirs",
      "node_modules/paxoslab/exercises/acceptor/acceptor.ts": "nor this",
      ".git/acceptor.ts": "nor this",
    });
    expect(await only(path)).toEqual(text());
  });

  it("by itself, with a byte order mark and lines of Windows", async () => {
    const path = join(await folder({ "acceptor.ts": `\uFEFF${code.replace("\n", "\r\n")}` }), "acceptor.ts");
    expect(await only(path)).toMatchObject({ kind: "text", text: code.replace("\n", "\r\n") });
  });

  it("in a zip file, whatever else is in it", async () => {
    const path = await zip((archive) => {
      archive.addBuffer(Buffer.from(code), "Asha/acceptor.ts");
      archive.addBuffer(Buffer.from("…"), "Asha/Übung – ✓.txt");
      archive.addEmptyDirectory("Asha/empty");
    });
    expect(await only(path)).toEqual(text());
  });

  it.each([".tar", ".tar.gz", ".tgz"])("in a %s file", async (ending) => {
    const archive = pack();
    archive.entry({ name: "asha/acceptor.ts" }, code);
    archive.finalize();
    const chunks: Uint8Array[] = [];
    for await (const chunk of archive as AsyncIterable<Uint8Array>) chunks.push(chunk);
    const path = fresh(ending);
    await writeFile(path, ending === ".tar" ? Buffer.concat(chunks) : gzipSync(Buffer.concat(chunks)));
    expect(await only(path)).toEqual(text());
  });

  it("in a notebook, in the cells that are tagged", async () => {
    const cell = (source: string, tags: readonly string[]): object => ({
      cell_type: "code",
      source: [source],
      metadata: { tags },
    });
    const cells = [
      cell("const a = 1;", [tagOf("acceptor")]),
      cell("no", []),
      cell("const b = 2;", [tagOf("acceptor")]),
    ];
    const path = await folder({
      "homework.ipynb": JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }),
    });
    const wanted = { kind: "text", exercise: "acceptor", text: "const a = 1;\n\nconst b = 2;" };
    expect(await only(path)).toEqual(wanted);
    expect(await only(join(path, "homework.ipynb"))).toEqual(wanted);
  });

  it("in a notebook, whose cells export without saying so", async () => {
    const source = ["function acceptorRole() {\n", "  const x = 1;\n", "}\n", "export const other = 1;"];
    const cells = [{ cell_type: "code", source, metadata: { tags: [tagOf("acceptor")] } }];
    const path = await folder({ "homework.ipynb": JSON.stringify({ cells }) });
    expect(await only(path)).toMatchObject({
      text: `${source.join("")}\n\nexport { acceptorRole };\n`,
    });
  });

  it("in a notebook, whose cells export in a list of several lines", async () => {
    const source = "function acceptorRole() {}\nexport {\n  acceptorRole,\n};";
    const cells = [{ cell_type: "code", source, metadata: { tags: [tagOf("acceptor")] } }];
    const path = await folder({ "homework.ipynb": JSON.stringify({ cells }) });
    expect(await only(path)).toMatchObject({ text: source });
  });

  it("not in a notebook that has two of them", async () => {
    const cell = { cell_type: "code", source: code, metadata: { tags: [tagOf("acceptor")] } };
    const path = await folder({ "homework.ipynb": JSON.stringify({ cells: [cell, cell] }) });
    expect(await only(path)).toMatchObject(problem(/declares acceptorRole in two cells tagged/));
  });

  it.each(["Acceptor.ts", "acceptor.tsx", "acceptor.ts.txt", "\uFF41cceptor.ts"])(
    "not in %s",
    async (name) => {
      expect(await only(await folder({ [name]: code }))).toMatchObject(problem(/should .* be called so\?/));
    },
  );

  it("in a zip file of a whole checkout, with thousands of files that nobody has written", async () => {
    const path = await zip((archive) => {
      for (let nth = 0; nth < 5_001; nth++) archive.addEmptyDirectory(`lab/node_modules/package-${nth}`);
      archive.addBuffer(Buffer.from(code), "lab/exercises/acceptor/acceptor.ts");
    });
    expect(await only(path)).toEqual(text());
  });

  it("for each exercise that is asked for", async () => {
    const path = await folder({ "acceptor.ts": code, "learner/learner.ts": code });
    expect(await readSubmission(path, ["acceptor", "learner", "quorum"])).toEqual([
      text(),
      text("learner"),
      { kind: "nothing", exercise: "quorum" },
    ]);
  });
});

describe("what is odd is told in a sentence", () => {
  it("a link, wherever it leads", async () => {
    const path = await folder({ "other.ts": code });
    await symlink("/etc/passwd", join(path, "acceptor.ts"));
    expect(await only(path)).toMatchObject(problem(/^acceptor\.ts is a link/));
  });

  it("a pipe, which nobody fills", async () => {
    const path = await folder({ "other.ts": code });
    execFileSync("mkfifo", [join(path, "acceptor.ts")]);
    expect(await only(path)).toMatchObject(problem(/^acceptor\.ts is no regular file/));
  });

  it.each([
    ["nothing in it", "", /empty/],
    ["far too much", "a".repeat(10_000_000), /larger than 64 KB/],
    ["bytes that are no text", new Uint8Array([0xc3, 0x28, 0x80]), /not written in UTF-8/],
    ["UTF-16", Buffer.from(`\uFEFF${code}`, "utf16le"), /UTF-16; save it in UTF-8/],
  ])("a file with %s", async (_, content, sentence) => {
    expect(await only(await folder({ "acceptor.ts": content }))).toMatchObject(problem(sentence));
  });

  it("two solutions of one exercise", async () => {
    const path = await folder({ "a/acceptor.ts": code, "b/acceptor.ts": code });
    expect(await only(path)).toMatchObject(
      problem(/two solutions of acceptor, a\/acceptor\.ts and b\/acceptor\.ts/),
    );
  });

  it("an archive in an archive", async () => {
    const path = await zip((archive) => archive.addBuffer(Buffer.from("PK"), "inner.zip"));
    expect(await only(path)).toMatchObject(problem(/archives inside of it \(inner\.zip\) are not opened/));
  });

  it("a zip bomb, of which no more is unpacked than is looked at", async () => {
    const path = await zip((archive) => archive.addBuffer(Buffer.alloc(80_000_000), "acceptor.ts"));
    const before = process.memoryUsage().rss;
    expect(await only(path)).toMatchObject(problem(/larger than 64 KB/));
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  });

  it("a tar bomb", async () => {
    const path = fresh(".tgz");
    await writeFile(path, gzipSync(Buffer.alloc(80_000_000)));
    expect(await only(path)).toMatchObject(problem(/unpacks to more than 64 MB|damaged/));
  });

  it.each([".zip", ".tar", ".tgz", ".ipynb"])("a %s file that is none", async (ending) => {
    const path = fresh(ending);
    await writeFile(path, "this is no archive at all".repeat(40));
    expect(await only(path)).toMatchObject(problem(/damaged|not a notebook/));
  });

  it("names that climb out", async () => {
    const path = await zip((archive) => archive.addBuffer(Buffer.from(code), "aa/aa/acceptor.ts"));
    const bytes = await readFile(path);
    await writeFile(path, Buffer.from(bytes.toString("latin1").replaceAll("aa/aa/", "../../"), "latin1"));
    expect(await only(path)).toMatchObject(problem(/\.\.\/\.\.\/acceptor\.ts|invalid relative path/));
  });

  it("links in a tar file", async () => {
    const archive = pack();
    archive.entry({ name: "acceptor.ts", type: "symlink", linkname: "/etc/shadow" });
    archive.finalize();
    const path = fresh(".tar");
    await pipeline(archive as never, createWriteStream(path));
    expect(await only(path)).toMatchObject(problem(/is a link/));
  });

  const nothing = Buffer.alloc(0);

  it("thousands of files", async () => {
    const path = await zip((archive) => {
      for (let nth = 0; nth < 5_001; nth++) archive.addBuffer(nothing, `file-${nth}`, { compress: false });
    });
    expect(await only(path)).toMatchObject(problem(/more than 5000 files/));
  });

  it("thousands of files in a tar file", async () => {
    const archive = pack();
    for (let nth = 0; nth < 5_002; nth++) archive.entry({ name: `file-${nth}` }, "");
    archive.finalize();
    const path = fresh(".tar");
    await pipeline(archive as never, createWriteStream(path));
    expect(await only(path)).toMatchObject(problem(/more than 5000 files/));
  });
});

describe("a class", () => {
  it("is a folder with a submission in each folder, archive and notebook, by name", async () => {
    const path = await folder({
      "Zoya/acceptor.ts": code,
      "Asha/exercises/acceptor/acceptor.ts": code,
      "Bela.ipynb": "{}",
      "notes.txt": "",
      ".hidden/x": "",
    });
    const found = await submissionsIn([path], { slugs });
    expect(found.map(({ student }) => student)).toEqual(["Asha", "Bela", "Zoya"]);
  });

  it("may be one submission", async () => {
    const path = await folder({ "exercises/acceptor/acceptor.ts": code });
    expect(await submissionsIn([path], { slugs })).toMatchObject([{ path }]);
  });

  it("may come as platforms for courses pack it", async () => {
    const path = await folder({
      "Asha Rao_4711_assignsubmission_file_/acceptor.ts": code,
      "bela_4712_acceptor-1.ts": code,
      "Chandra.rar": "Rar!",
    });
    const found = await submissionsIn([path], { slugs });
    expect(found.map(({ student }) => student)).toEqual(["Asha Rao_4711", "Chandra", "bela_4712"]);
    expect(await only(found[0]!.path)).toEqual(text());
    expect(await only(found[1]!.path)).toMatchObject(problem(/cannot be opened here; hand in a zip/));
    expect(await only(found[2]!.path)).toEqual(text());
  });

  it("may be of somebody who is called like an exercise", async () => {
    const path = await folder({ "acceptor/homework/acceptor.ts": code, "Bela/acceptor.ts": code });
    const found = await submissionsIn([path], { slugs });
    expect(found.map(({ student }) => student)).toEqual(["Bela", "acceptor"]);
  });

  it("is none where nobody handed in anything, unless that is what one did", async () => {
    const path = await folder({ "notes.txt": "" });
    await expect(submissionsIn([path], { slugs })).rejects.toThrow(/There is no submission in .*notebook/);
    expect(await submissionsIn([path], { slugs, isSingle: true })).toMatchObject([{ path }]);
  });

  it("may be links to folders elsewhere", async () => {
    const path = await folder({ "notes.txt": "" });
    await symlink(await folder({ "acceptor.ts": code }), join(path, "Asha"));
    expect(await submissionsIn([path], { slugs })).toMatchObject([{ student: "Asha" }]);
  });

  it("tells two of one name apart", async () => {
    const path = await folder({ "Asha/acceptor.ts": code, "Asha.zip": "" });
    expect((await submissionsIn([path], { slugs })).map(({ student }) => student)).toEqual([
      "Asha",
      "Asha (2)",
    ]);
  });

  it("says what is not there", async () => {
    await expect(submissionsIn([join(root, "nowhere")], { slugs })).rejects.toThrow(NoSuchPath);
  });
});
