import { protocolVersion, type JsonObject } from "../wire/index.ts";

/** Content of kernel_info_reply. */
export const kernelInfo: JsonObject = {
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
  banner: `TypeScript on Node.js ${process.versions.node}: top-level await, ES modules, cells run in a thread of their own.`,
  debugger: false,
  supported_features: [],
  help_links: [
    { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
    { text: "Node.js", url: "https://nodejs.org/docs/latest-v24.x/api/" },
  ],
};
