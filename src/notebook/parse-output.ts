import { joinBundle, joinLines } from "./lines.ts";
import type { Fail } from "./errors.ts";
import { isObject, type JsonObject, type Output } from "./types.ts";

export function parseOutput(output: unknown, fail: Fail): Output {
  if (!isObject(output)) return fail("is not an object");
  const type = output["output_type"];
  switch (type) {
    case "stream": {
      const { name } = output;
      if (name !== "stdout" && name !== "stderr")
        return fail('is a stream named neither "stdout" nor "stderr"');
      const text = joinLines(output["text"]) ?? fail('is a stream without "text"');
      return { ...output, output_type: type, name, text };
    }
    case "display_data":
      return { ...output, output_type: type, ...formsOf(output, fail) };
    case "execute_result": {
      const count = output["execution_count"];
      if (count !== null && typeof count !== "number") return fail('has no "execution_count"');
      return { ...output, output_type: type, execution_count: count, ...formsOf(output, fail) };
    }
    case "error": {
      const { ename, evalue, traceback } = output;
      if (typeof ename !== "string" || typeof evalue !== "string" || !isTexts(traceback)) {
        return fail('is an error without "ename", "evalue" or "traceback"');
      }
      return { ...output, output_type: type, ename, evalue, traceback };
    }
    default:
      return fail(
        `has the "output_type" ${JSON.stringify(type)}, not "stream", "display_data", "execute_result" or "error"`,
      );
  }
}

function formsOf(
  output: JsonObject,
  fail: Fail,
): { readonly data: JsonObject; readonly metadata: JsonObject } {
  const { data, metadata } = output;
  if (!isObject(data)) return fail('has no object "data"');
  if (!isObject(metadata)) return fail('has no object "metadata"; an empty one, {}, will do');
  return { data: joinBundle(data), metadata };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
