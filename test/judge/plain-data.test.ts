import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NotPlainData, plainData } from "../../src/judge/index.ts";

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
};

const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;

class Ballot {
  readonly round = 1;
}

describe("plain data", () => {
  it("is what survives being written as JSON and read again", () => {
    const data = fc.jsonValue().filter((value) => !JSON.stringify(value).includes("__proto__"));
    fc.assert(
      fc.property(data, (value) => {
        expect(plainData(value)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("is copied: who changes it later changes nothing", () => {
    const value = { votes: [1, 2] };
    const copy = plainData(value);
    value.votes.push(3);
    expect(copy).toEqual({ votes: [1, 2] });
  });

  it("leaves out fields that are undefined, as JSON does", () => {
    expect(plainData({ a: 1, b: undefined })).toEqual({ a: 1 });
  });

  it("may have no prototype at all", () => {
    expect(plainData(Object.assign(Object.create(null) as object, { round: 1 }))).toEqual({ round: 1 });
  });

  it.each<readonly [what: string, value: unknown, problem: string | RegExp]>([
    [
      "a getter",
      {
        votes: {
          get count() {
            return 1;
          },
        },
      },
      "has a getter for count at votes",
    ],
    ["a getter in a list", Object.defineProperty([1], 0, { get: () => 1 }), "has a getter for 0 at the top"],
    ["a class's object", { ballot: new Ballot() }, "has an object of a class (Ballot) at ballot"],
    ["a date", [new Date(0)], /^has an object of a class \(Date\)/],
    ["a map", new Map(), "has an object of a class (Map) at the top"],
    ["bytes", new Uint8Array(3), /^has an object of a class \(Uint8Array\)/],
    ["a boxed number", Object(1), /^has an object of a class \(Number\)/],
    ["an object of a nameless class", Object.create({}), /^has an object of a class \(Object\)|nameless/],
    ["a function", { toJSON: () => 1 }, "has a function at toJSON"],
    ["a symbol", [Symbol("x")], /^has a symbol at/],
    ["a large integer", { round: 1n }, "has a bigint at round"],
    ["nothing", undefined, "has nothing (undefined) at the top"],
    ["no number", { round: NaN }, "has NaN at round"],
    ["no end", [[Infinity]], /^has Infinity at/],
    ["a hole", [1, , 3], /^has nothing \(undefined\) at/], // oxlint-disable-line no-sparse-arrays
    ["too many levels", nested(70), /^is nested more than 60 deep/],
    ["itself", cyclic, /or holds itself$/],
    ["too much", Array.from({ length: 30_000 }, () => 0), "holds more than 20000 items"],
    [
      "too much, spread out",
      Array.from({ length: 200 }, () => Array(200).fill(0)),
      "holds more than 20000 items",
    ],
    ["a false father", JSON.parse('{"__proto__": 1}'), "has a field called __proto__ at the top"],
  ])("is not %s", (_, value, problem) => {
    const told = (): unknown => plainData(value);
    expect(told).toThrow(NotPlainData);
    expect(told).toThrow(problem);
  });

  it("is looked at once: a proxy cannot show one thing and mean another", () => {
    const looks: Record<string, number> = {};
    const liar = new Proxy(
      { round: 1 },
      {
        get: () => expect.fail("Its values are taken from their descriptors."),
        getOwnPropertyDescriptor(target, key) {
          looks[String(key)] = (looks[String(key)] ?? 0) + 1;
          return Object.getOwnPropertyDescriptor(target, key);
        },
      },
    );
    expect(plainData(liar)).toEqual({ round: 1 });
    // Once for whether it is enumerable, once for what it is.
    expect(looks).toEqual({ round: 2 });
  });
});
