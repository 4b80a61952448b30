import { testLogOf } from "./log-suites.ts";

// All two thousand storms are in multi-paxos.thorough.ts.
testLogOf("multi-paxos", 0.25);
