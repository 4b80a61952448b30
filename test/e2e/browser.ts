import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

/** Where a Chromium may be, first found wins. */
const places = [
  process.env["PAXOSLAB_CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser tests drive; undefined if this machine has none. */
const chromiumPath: string | undefined = places.find((path) => path !== undefined && existsSync(path));

/** Why tests in a browser are skipped here; undefined if they are not. In CI they fail instead. */
export const whyNoBrowser: string | undefined =
  chromiumPath === undefined && process.env["CI"] !== "true"
    ? "no Chromium found: install one, or set PAXOSLAB_CHROMIUM to its path"
    : undefined;

export async function launchBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) {
    throw new Error("CI needs a Chromium: install one, or set PAXOSLAB_CHROMIUM to its path.");
  }
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      // Chromium's sandbox refuses to run as root, as containers do.
      ...(isRoot ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
