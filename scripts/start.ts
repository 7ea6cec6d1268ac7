/**
 * `npm start`: builds the demo site, then runs the API and the demo side by side until stopped.
 * `HOST`, `PORT`, `DEMO_PORT`, `FACET_RULES` and `FACET_DB` configure them.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const READY_TIMEOUT_MS = 30_000;

const host = process.env["HOST"] ?? "127.0.0.1";
const apiPort = readPort("PORT", 3000);
const demoPort = readPort("DEMO_PORT", apiPort + 1);
const apiUrl = `http://${host}:${apiPort}`;
const demoUrl = `http://${host}:${demoPort}`;
const children = new Set<ChildProcess>();

function readPort(name: string, fallback: number): number {
  const text = process.env[name];
  if (text === undefined || text === "") return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  fail(`${name} is "${text}": expected a port number from 1 to 65535.`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  stop();
  process.exit(1);
}

function run(
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

function stop(): void {
  for (const child of children) child.kill("SIGTERM");
}

/** Resolves when the address answers, whatever it answers. */
async function answers(url: string): Promise<boolean> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (performance.now() < deadline) {
    const up = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      () => true,
      () => false,
    );
    if (up) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Ends everything when one of the servers ends by itself. */
function guard(name: string, child: ChildProcess): void {
  child.once("exit", (code) => {
    if (stopping) return;
    fail(`The ${name} stopped (exit code ${code ?? "none"}); its message is above.`);
  });
}

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    stopping = true;
    stop();
  });
}

const api = run(["--conditions=@facet/source", "api/src/entries/main.ts"], {
  cwd: ROOT,
  env: { HOST: host, PORT: String(apiPort) },
});
guard("API", api);

const build = run(["../node_modules/astro/bin/astro.mjs", "build", "--silent"], {
  cwd: `${ROOT}/astro-demo`,
});
const [buildCode] = await once(build, "exit");
if (!stopping && buildCode !== 0) fail("The demo did not build; the reason is above.");

if (!stopping) {
  const demo = run(["dist/server/entry.mjs"], {
    cwd: `${ROOT}/astro-demo`,
    env: { HOST: host, PORT: String(demoPort), FACET_API: apiUrl },
  });
  guard("demo", demo);
  const [apiUp, demoUp] = await Promise.all([answers(`${apiUrl}/healthz`), answers(demoUrl)]);
  if (!stopping && !(apiUp && demoUp)) fail(`No answer from ${apiUp ? demoUrl : apiUrl} in 30 s.`);
  if (!stopping) {
    process.stdout.write(
      [
        "",
        `  ${styleText("bold", "Facet is running")}`,
        `  API    ${styleText("cyan", apiUrl)}   (reference: ${apiUrl}/docs)`,
        `  Demo   ${styleText("cyan", demoUrl)}`,
        "  Stop with Ctrl+C.",
        "",
        "",
      ].join("\n"),
    );
  }
}
