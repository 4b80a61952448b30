import { testLogOf } from "./log-suites.ts";

testLogOf("zab");
