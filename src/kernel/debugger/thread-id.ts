/** There is one thread, and V8 stops it as a whole. */
export const threadId = 1;
