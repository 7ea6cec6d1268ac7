/** `npm run check`: every check that is not a test, all of them even when one fails. */
import { spawnSync } from "node:child_process";
import { styleText } from "node:util";

const CHECKS = ["types", "lint", "format", "unused", "sizes", "docs"] as const;

const failed: string[] = [];
for (const check of CHECKS) {
  process.stdout.write(`${styleText("bold", `check:${check}`)}\n`);
  const { status } = spawnSync("npm", ["run", "--silent", `check:${check}`], { stdio: "inherit" });
  if (status !== 0) failed.push(check);
}
process.stdout.write(
  failed.length === 0 ? "All checks pass.\n" : `Failed: ${failed.join(", ")}.\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
