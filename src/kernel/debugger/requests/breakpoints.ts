import type { Arguments } from "../arguments.ts";
import type { SourceBreakpoint } from "../dap.ts";
import type { ExceptionFilter } from "../pauses.ts";
import type { Handler } from "./handler.ts";

/** Announces a cell, run or not; the client refers to it by the path it gets. */
export const dumpCell: Handler = (given, { texts }) => ({ sourcePath: texts.dump(given.text("code")) });

export const setBreakpoints: Handler = async (given, { session }) => {
  const path = given.object("source").text("path");
  const breakpoints = await session.breakpoints.replace(
    path,
    given.objects("breakpoints").map(sourceBreakpoint),
  );
  return { breakpoints };
};

export const setExceptionBreakpoints: Handler = async (given, { session }) => {
  const filters = given.list("filters").filter(isExceptionFilter);
  await session.setExceptionFilters(filters);
  return { breakpoints: filters.map(() => ({ verified: true })) };
};

function sourceBreakpoint(given: Arguments): SourceBreakpoint {
  const column = given.integerIfGiven("column");
  const condition = given.textIfGiven("condition");
  const hitCondition = given.textIfGiven("hitCondition");
  const logMessage = given.textIfGiven("logMessage");
  return {
    line: given.integer("line"),
    ...(column !== undefined && { column }),
    ...(condition !== undefined && { condition }),
    ...(hitCondition !== undefined && { hitCondition }),
    ...(logMessage !== undefined && { logMessage }),
  };
}

function isExceptionFilter(filter: unknown): filter is ExceptionFilter {
  return filter === "all" || filter === "uncaught";
}
