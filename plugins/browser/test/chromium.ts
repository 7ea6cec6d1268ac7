import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";
import { describe, it } from "vitest";

const PATHS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where Chromium is on this machine; `CHROMIUM` in the environment says it first. */
export function findChromium(): string | undefined {
  const candidates = [process.env["CHROMIUM"], ...PATHS];
  return candidates.find((path) => path !== undefined && existsSync(path));
}

/**
 * Starts a headless Chromium.
 *
 * @param options `keepsPages`: pages that are left are kept for the way back, as people's browsers do.
 */
export async function launchChromium(
  options: { readonly keepsPages?: boolean } = {},
): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("no Chromium found");
  const ignoreDefaultArgs = options.keepsPages === true ? ["--disable-back-forward-cache"] : [];
  return chromium.launch({ executablePath, args: ARGS, ignoreDefaultArgs });
}

/**
 * A suite that needs Chromium. Without one it is skipped with a message, and on CI it fails: there
 * a missing browser must not pass for a tested one.
 */
export function describeInChromium(name: string, suite: () => void): void {
  if (findChromium() !== undefined) {
    describe(name, suite);
    return;
  }
  const advice = "apt-get install -y chromium, or set CHROMIUM to its path";
  if (process.env["CI"]) {
    it(`${name}: needs Chromium`, () => {
      throw new Error(`Chromium is missing: ${advice}`);
    });
    return;
  }
  console.warn(`\n!!! SKIPPED: "${name}" needs Chromium: ${advice}\n`);
  describe.skip(name, suite);
}
