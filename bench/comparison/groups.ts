import { control } from "./control.ts";
import { language } from "./language.ts";
import { output } from "./output.ts";
import type { Group } from "./page.ts";
import { types } from "./types.ts";

export const groups: readonly Group[] = [
  { title: "Language", programs: language },
  { title: "Types", programs: types },
  { title: "Output and input", programs: output },
  { title: "Control", programs: control },
];
