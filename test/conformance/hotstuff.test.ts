import { testLogOf } from "./log-suites.ts";

testLogOf("hotstuff");
