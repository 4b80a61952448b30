import { atLoad, right, type Hostile } from "../harness.ts";

const nothing = (name: string, text: string, told: RegExp): Hostile => ({
  name,
  text,
  deserves: "nothing",
  told,
});
const fine = (name: string, text: string): Hostile => ({ name, text, deserves: "everything", told: null });

/** Odd texts: some cannot be read, and some are only odd. */
export const unreadable: readonly Hostile[] = [
  nothing("empty", "", /acceptor\.ts must export a function acceptorRole; it does not/),
  nothing("nothing but a comment", "// later", /must export a function acceptorRole/),
  nothing("another export", "export const acceptor = 1;", /must export a function acceptorRole/),
  nothing("no function", "export const acceptorRole = 13;", /exports something else of that name \(number\)/),
  nothing("a slip of the pen", atLoad("const x = ;"), /acceptor\.ts cannot be read: .* \(line 1\)/),
  nothing("not a text at all", "\0\u0001\u0002PK\u0003\u0004", /acceptor\.ts cannot be read/),
  nothing(
    "ten million characters",
    atLoad(`//${"x".repeat(1e7)}`),
    /acceptor\.ts has 100\d+ characters; at most 65536/,
  ),
  nothing("twenty thousand brackets", "(".repeat(20_000), /the compiler gives up on it/),
  nothing(
    "twenty thousand arrows",
    `export const f = ${"a=>".repeat(20_000)}1;`,
    /the compiler gives up on it/,
  ),
  nothing(
    "twenty thousand types",
    `type T = ${"A<".repeat(20_000)}1${">".repeat(20_000)};`,
    /the compiler gives up on it/,
  ),
  nothing("a comment of HTML", atLoad("<!-- comment"), /HTML comments are not allowed/),
  fine("a byte order mark", `\uFEFF${right}`),
  fine("lines of Windows", right.replaceAll("\n", "\r\n")),
  fine("a type error", atLoad("const count: number = 'thirteen';\nvoid count;")),
  fine("a hashbang", atLoad("#!/bin/sh")),
  fine("enums and namespaces", atLoad("enum A { b = 1 }\nnamespace N { export const c = A.b; }\nvoid N.c;")),
  fine(
    "names that mean something to Node",
    atLoad("const module = 1, require = 2, exports = 3;\nvoid [module, require, exports];"),
  ),
  fine("letters of the world", atLoad("const मुंबई = '🌊';\nvoid मुंबई;")),
];
