/** A debugger for cells and the files they import, on V8's own inspector. */
export { Debugger } from "./debugger.ts";
export type { FromInspector, ToInspector } from "./inspector.ts";
export { InspectorRelay } from "./relay.ts";
