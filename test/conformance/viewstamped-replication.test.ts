import { testLogOf } from "./log-suites.ts";

testLogOf("viewstamped-replication");
