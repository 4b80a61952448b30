export { registerPaxos } from "./models/register-paxos.ts";
