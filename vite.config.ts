import { preact } from "@preact/preset-vite";
import { defineConfig } from "vite";

/** The page of the lab: built once, served by `paxoslab lab`, working without a network. */
export default defineConfig({
  root: "src/lab/client",
  plugins: [preact()],
  logLevel: "warn",
  build: {
    outDir: "../../../dist/lab/page",
    emptyOutDir: true,
    reportCompressedSize: false,
    target: "es2023",
    // JupyterLab's client reads a configuration file by `eval`, but only when it runs in Node.
    rolldownOptions: { checks: { eval: false } },
    // Plotly alone is larger than the default limit; it is loaded only when a figure is shown.
    chunkSizeWarningLimit: 6000,
  },
});
