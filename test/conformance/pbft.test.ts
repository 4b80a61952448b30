import { testLogOf } from "./log-suites.ts";

testLogOf("pbft");
