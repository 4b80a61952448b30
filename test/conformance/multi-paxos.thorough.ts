import { testLogOf } from "./log-suites.ts";

testLogOf("multi-paxos");
