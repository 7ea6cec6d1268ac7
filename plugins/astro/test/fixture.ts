import { execFile, spawn } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("fixture/", import.meta.url));
const ASTRO = fileURLToPath(new URL("../bin/astro.mjs", import.meta.resolve("astro")));

/** Builds the fixture site as a person would, from sources. */
export async function buildSite(): Promise<void> {
  await promisify(execFile)(process.execPath, ["--conditions=@facet/source", ASTRO, "build"], {
    cwd: ROOT,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
  });
}

/** A running fixture site. */
export interface RunningSite {
  readonly url: string;
  /** All that the server wrote so far. */
  output(): string;
  close(): Promise<void>;
}

/** Runs the built site against the service at `api`. */
export async function runSite(api: string): Promise<RunningSite> {
  const port = await freePort();
  const child = spawn(process.execPath, ["dist/server/entry.mjs"], {
    cwd: ROOT,
    env: {
      ...process.env,
      HOST: "127.0.0.1",
      PORT: `${port}`,
      FACET_API: api,
      NODE_ENV: "production",
    },
  });
  let output = "";
  const ready = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(`${port}`)) resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("exit", () => reject(new Error(`the site ended: ${output}`)));
  });
  await ready;
  return {
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    close: () =>
      new Promise((resolve) => {
        child.removeAllListeners("exit");
        child.on("exit", () => resolve());
        child.kill();
      }),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
