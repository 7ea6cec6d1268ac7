/**
 * `npm start`: builds the demo site, then runs the API and the demo side by side until stopped.
 * `HOST`, `PORT`, `DEMO_PORT`, `FACET_RULES` and `FACET_DB` configure them.
 */
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { printLog } from "./api-log.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const READY_TIMEOUT_MS = 30_000;

const children = new Set<ChildProcess>();
let stopping = false;

function readPort(name: string, fallback: number): number {
  const text = process.env[name];
  const port = text === undefined || text === "" ? fallback : Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  fail(`${name} is "${text ?? port}": expected a port number from 1 to 65535.`);
}

function fail(message: string): never {
  process.stderr.write(`${styleText("red", message, { stream: process.stderr })}\n`);
  stop();
  process.exit(1);
}

function run(
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv; stdio?: StdioOptions },
): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: options.stdio ?? ["ignore", "inherit", "inherit"],
  });
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

function stop(): void {
  stopping = true;
  for (const child of children) child.kill("SIGTERM");
}

/** Whether nothing listens on the port yet; an address that cannot be had is the API's to refuse. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "EADDRINUSE";
  } finally {
    server.close();
  }
}

/** Resolves when the address answers, whatever it answers. */
async function answers(url: string): Promise<boolean> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (performance.now() < deadline) {
    const up = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      () => true,
      () => false,
    );
    if (up || stopping) return up;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Whether the API asks the demo for a key that it was not given. */
async function lacksKey(): Promise<boolean> {
  const key = process.env["FACET_KEY"] || undefined;
  const headers = new Headers(key === undefined ? {} : { Authorization: `Bearer ${key}` });
  return (await fetch(`${apiUrl}/v1/rules`, { headers })).status === 401;
}

/** Ends everything when one of the servers ends by itself. */
function guard(name: string, child: ChildProcess): void {
  child.once("close", (code) => {
    if (stopping) return;
    fail(`The ${name} stopped (exit code ${code ?? "none"}); its message is above.`);
  });
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop);

// npm hands a signal to its shell alone, which dies of it and leaves this process behind.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent && !stopping) stop();
}, 1_000).unref();

const rules = resolve(ROOT, process.env["FACET_RULES"] || "rules");
if (!existsSync(rules)) {
  fail(`There is no folder ${rules}: set FACET_RULES to a folder with a site.yaml.`);
}
const host = process.env["HOST"] || "127.0.0.1";
const apiPort = readPort("PORT", 3000);
const demoPort = readPort("DEMO_PORT", apiPort + 1);
const urlHost = host.includes(":") ? `[${host}]` : host;
const apiUrl = `http://${urlHost}:${apiPort}`;
const demoUrl = `http://${urlHost}:${demoPort}`;
if (apiPort === demoPort) {
  fail(`PORT and DEMO_PORT are both ${apiPort}: the API and the demo need one each.`);
}
for (const [variable, port, name] of [
  ["PORT", apiPort, "API"],
  ["DEMO_PORT", demoPort, "demo"],
] as const) {
  if (await isFree(port)) continue;
  fail(
    `Port ${port} on ${host} is taken, and the ${name} needs it. Stop what listens there, or set ${variable} to another one.`,
  );
}

const api = run(["--conditions=@facet/source", "api/src/entries/main.ts"], {
  cwd: ROOT,
  env: { HOST: host, PORT: String(apiPort) },
  stdio: ["ignore", "inherit", "pipe"],
});
if (api.stderr !== null) printLog(api.stderr);
guard("API", api);

// Into a folder of this address alone: the demo loads its parts as they are first asked for, and a
// second `npm start` or the tests must not take them away.
const outDir = `dist/port-${demoPort}`;
const build = run(
  [
    "--conditions=@facet/source",
    "../node_modules/astro/bin/astro.mjs",
    "build",
    "--silent",
    `--outDir=${outDir}`,
  ],
  { cwd: `${ROOT}/astro-demo`, env: { ASTRO_TELEMETRY_DISABLED: "1" } },
);
const [buildCode] = await once(build, "exit");
if (!stopping && buildCode !== 0) fail("The demo did not build; the reason is above.");

if (!stopping) {
  const demo = run([`${outDir}/server/entry.mjs`], {
    cwd: `${ROOT}/astro-demo`,
    env: { HOST: host, PORT: String(demoPort), FACET_API: apiUrl },
    // Astro's own "listening on" would be a second word for the same.
    stdio: ["ignore", "ignore", "inherit"],
  });
  guard("demo", demo);
  const [apiUp, demoUp] = await Promise.all([answers(`${apiUrl}/healthz`), answers(demoUrl)]);
  if (!stopping && !(apiUp && demoUp)) fail(`No answer from ${apiUp ? demoUrl : apiUrl} in 30 s.`);
}

if (!stopping) {
  const hint = "  The API has keys, so the demo needs one: FACET_KEY=sk_… npm start";
  process.stdout.write(
    [
      "",
      `  ${styleText("bold", "Facet is running")}`,
      `  API    ${styleText("cyan", apiUrl)}   (reference: ${apiUrl}/docs)`,
      `  Demo   ${styleText("cyan", demoUrl)}`,
      ...((await lacksKey()) ? [styleText("yellow", hint)] : []),
      "  Stop with Ctrl+C.",
      "",
      "",
    ].join("\n"),
  );
}
