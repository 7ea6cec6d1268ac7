import { freePort } from "./port.ts";
import { startServer } from "./process.ts";
import type { RunningServer } from "./process.ts";

// A decision must not be late because the machine is busy: a default page would hide a leak.
const PATIENT_TIMEOUT_MS = "5000";

/** An app to start. */
export interface ExampleOptions {
  /** Its folder, absolute. */
  readonly dir: string;
  /** Program and arguments; `{port}` in them is replaced by the port. */
  readonly command: readonly [string, ...string[]];
  /** Origin of the Facet service: `FACET_API`. */
  readonly api: string;
  /** More of its environment; wins over `HOST`, `PORT`, `FACET_API` and `FACET_TIMEOUT_MS`. */
  readonly env?: Readonly<Record<string, string>>;
  readonly readyPath?: string;
}

/**
 * Runs an app as in production on a free loopback port and waits until it answers.
 * @throws Error with all that the app wrote, where it does not start.
 */
export async function startExample(options: ExampleOptions): Promise<RunningServer> {
  const { dir, api, env = {}, readyPath } = options;
  const port = await freePort();
  const [program, ...args] = options.command;
  return startServer({
    dir,
    command: [program, ...args.map((arg) => arg.replaceAll("{port}", `${port}`))],
    port,
    env: {
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      NUXT_TELEMETRY_DISABLED: "1",
      ASTRO_TELEMETRY_DISABLED: "1",
      HOST: "127.0.0.1",
      HOSTNAME: "127.0.0.1",
      PORT: `${port}`,
      FACET_API: api,
      FACET_TIMEOUT_MS: PATIENT_TIMEOUT_MS,
      ...env,
    },
    ...(readyPath === undefined ? {} : { readyPath }),
  });
}
