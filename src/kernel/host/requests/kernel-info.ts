import { protocolVersion } from "../../messaging/index.ts";
import type { Handler } from "./handler.ts";

/** What a client may ask of us beyond the protocol's core (JEP 92). */
const supportedFeatures: readonly string[] = ["debugger", "kernel subshells"];

export const kernelInfo: Handler = () => ({
  status: "ok",
  protocol_version: protocolVersion,
  implementation: "paxoslab",
  implementation_version: "0.1.0",
  language_info: {
    name: "typescript",
    version: "7.0",
    mimetype: "text/typescript",
    file_extension: ".ts",
    pygments_lexer: "typescript",
    codemirror_mode: "typescript",
    nbconvert_exporter: "script",
  },
  banner: `TypeScript on Node.js ${process.versions.node}: top-level await, ES modules, cells run in a process of their own.`,
  // For clients older than supported_features.
  debugger: supportedFeatures.includes("debugger"),
  supported_features: supportedFeatures,
  help_links: [
    { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
    { text: "Node.js", url: "https://nodejs.org/docs/latest-v24.x/api/" },
  ],
});
