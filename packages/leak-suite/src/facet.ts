import { fileURLToPath } from "node:url";
import { freePort } from "./port.ts";
import { startServer } from "./process.ts";
import type { RunningServer } from "./process.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Folder of the suite's rule set. */
export const RULES_FOLDER: string = fileURLToPath(new URL("../rules", import.meta.url));

/**
 * Starts the real service on a free loopback port with the suite's rule set: no keys, nothing kept.
 *
 * @param options.rules Another rules folder, absolute.
 * @param options.env More of its environment, e.g. `FACET_CODE_SECRET`.
 */
export async function startFacet(
  options: {
    readonly rules?: string;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<RunningServer> {
  const port = await freePort();
  return startServer({
    dir: ROOT,
    command: [process.execPath, "--conditions=@facet/source", "api/src/entries/main.ts"],
    port,
    readyPath: "/readyz",
    env: {
      HOST: "127.0.0.1",
      PORT: `${port}`,
      FACET_RULES: options.rules ?? RULES_FOLDER,
      FACET_DB: ":memory:",
      FACET_LIMIT_ADDRESS_DECISIONS: "0",
      FACET_LIMIT_ADDRESS_EVENTS: "0",
      FACET_LIMIT_ADDRESS_OTHER: "0",
      ...options.env,
    },
  });
}
