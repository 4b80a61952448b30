/** How the kernel and the process that runs its cells talk. */
export { encodeFrame, FrameReader } from "./frames.ts";
export { pipes } from "./pipes.ts";
