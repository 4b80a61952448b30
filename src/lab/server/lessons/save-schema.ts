/** The largest working copy, in bytes: many figures, not a film. */
export const maxLesson = 64 * 1024 * 1024;

/** What a save must look like (JSON Schema); Fastify answers 400 with a sentence when it does not. */
export const saveSchema = {
  type: "object",
  required: ["revision", "cells"],
  properties: {
    revision: { type: ["string", "null"] },
    cells: {
      type: "array",
      items: {
        type: "object",
        required: ["kind", "id", "source"],
        properties: {
          kind: { enum: ["markdown", "code", "raw"] },
          id: { type: "string", pattern: "^[a-zA-Z0-9-_]{1,64}$" },
          source: { type: "string" },
        },
        if: { properties: { kind: { const: "code" } } },
        // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own word
        then: {
          required: ["executionCount", "outputs", "run"],
          properties: {
            executionCount: { type: ["integer", "null"] },
            outputs: { type: "array", items: { type: "object", required: ["output_type"] } },
            run: { type: ["object", "null"] },
          },
        },
      },
    },
  },
} as const;
