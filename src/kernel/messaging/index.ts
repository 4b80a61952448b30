/** Jupyter messages: their shape, their signature, their frames, and where the sockets are. */
export * from "./connection.ts";
export * from "./digest-history.ts";
export * from "./frames.ts";
export * from "./message.ts";
export * from "./outbox.ts";
export * from "./signature.ts";
