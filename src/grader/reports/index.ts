export { classroom50Needs, type Classroom50Context } from "./classroom50.ts";
export { formats, render, type Format, type Rendered } from "./format.ts";
export { parseReport } from "./json.ts";
