import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";
import type { Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";

const USUAL = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * Starts a headless Chromium.
 *
 * @param given Path of its program; absent: `CHROMIUM`, else where it usually is.
 * @throws UsageError where there is none, or where playwright-core is not installed.
 */
export async function launchBrowser(
  given: string | undefined,
  { env }: Pick<Terminal, "env">,
): Promise<Browser> {
  const { chromium } = await import("playwright-core").catch((cause: unknown) => {
    throw new UsageError(
      `facet measure needs the package playwright-core, which cannot be loaded: ${cause instanceof Error ? cause.message.split("\n", 1)[0] : String(cause)}`,
      "npm install --save-dev playwright-core",
    );
  });
  const named = given ?? env["CHROMIUM"];
  const executablePath = named ?? USUAL.find((path) => existsSync(path));
  if (executablePath === undefined || !existsSync(executablePath)) {
    throw new UsageError(
      named === undefined ? "there is no Chromium here" : `there is no browser at ${named}`,
      "install one (apt-get install chromium, or npx playwright-core install chromium) and name its program with --browser or CHROMIUM",
    );
  }
  // Chromium's sandbox cannot be had as root, as in most containers.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args });
}
