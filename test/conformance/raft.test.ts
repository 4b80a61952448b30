import { testLogOf } from "./log-suites.ts";

testLogOf("raft");
