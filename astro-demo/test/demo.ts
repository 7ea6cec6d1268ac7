import { execFile, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createService, serveService } from "@facet/api/node";

const DEMO = fileURLToPath(new URL("../", import.meta.url));
const ASTRO = fileURLToPath(new URL("../bin/astro.mjs", import.meta.resolve("astro")));

/** The demo's own rule set. */
export const RULES = fileURLToPath(new URL("../../rules/", import.meta.url));

/** A rule set of another site. */
export const OTHER_RULES = fileURLToPath(new URL("fixture-rules/", import.meta.url));

/** Both servers, running. */
export interface RunningDemo {
  /** Address of the demo's pages. */
  readonly url: string;
  /** Address of the service. */
  readonly api: string;
  close(): Promise<void>;
}

// Of its own: a server loads its parts as they are first asked for, so a build into the folder of a
// running one takes them away under it.
const OUT_DIR = `dist/test-${process.pid}`;

/** Builds the demo as `npm start` does. */
export async function buildDemo(): Promise<void> {
  const args = ["--conditions=@facet/source", ASTRO, "build", `--outDir=${OUT_DIR}`];
  await promisify(execFile)(process.execPath, args, {
    cwd: DEMO,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
  });
}

/** Removes what {@link buildDemo} made. */
export async function removeBuild(): Promise<void> {
  await rm(new URL(`../${OUT_DIR}/`, import.meta.url), { recursive: true, force: true });
}

/** Starts the service with `rules` and the built demo in front of it, both on free ports. */
export async function startDemo({
  rules = RULES,
  db = ":memory:",
  webhookAllow = [],
}: {
  readonly rules?: string;
  readonly db?: string;
  readonly webhookAllow?: readonly string[];
} = {}): Promise<RunningDemo> {
  const service = await createService({ rules, db, webhookAllow, log: silent });
  const api = await serveService(service, { host: "127.0.0.1", port: 0 });
  const site = await startSite(api.url);
  return {
    url: site.url,
    api: api.url,
    async close() {
      await site.close();
      await api.close();
    },
  };
}

/** Starts the built demo alone, for a service at `api`. */
export async function startSite(
  api: string,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const port = await freePort();
  const child = spawn(process.execPath, [`${OUT_DIR}/server/entry.mjs`], {
    cwd: DEMO,
    env: {
      ...process.env,
      HOST: "127.0.0.1",
      PORT: `${port}`,
      FACET_API: api,
      NODE_ENV: "production",
    },
  });
  let output = "";
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes(`${port}`)) resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", () => reject(new Error(`the demo ended: ${output}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        child.removeAllListeners("exit");
        child.once("exit", () => resolve());
        child.kill();
      }),
  };
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
