/** Everything that V8 hands out on the debugger's account, to be released together. */
export const objectGroup = "debugger";
