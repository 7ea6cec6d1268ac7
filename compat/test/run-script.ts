import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { runtimePath } from "./installed.ts";
import type { Runtime } from "./installed.ts";
import type { Answers } from "./script/answer.ts";
import type { Prepared } from "./script/prepared.ts";
import { startWorkerd } from "./workerd.ts";

const MAIN = fileURLToPath(new URL("script/main.ts", import.meta.url));
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

const LAUNCHERS = {
  "print.mjs": 'import { run } from "./script.mjs";\nconsole.log(await run());\n',
  "worker.mjs":
    'import { run } from "./script.mjs";\nexport default { fetch: async () => new Response(await run()) };\n',
  "config.capnp": `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [
    (name = "worker.mjs", esModule = embed "worker.mjs"),
    (name = "script.mjs", esModule = embed "script.mjs"),
  ],
  compatibilityDate = "2026-11-01",
);
`,
};

// Nothing that a script asks for beyond its own folder is given to it.
const COMMANDS: Readonly<Record<"node" | "deno" | "bun", readonly [string, ...string[]]>> = {
  node: [process.execPath],
  deno: [runtimePath("deno"), "run", "--no-config", "--no-lock", "--no-remote", "--no-npm"],
  bun: [runtimePath("bun"), "run", "--no-install"],
};

/** One script, and the way to run it in any runtime. */
export interface Script {
  /**
   * @param env More of its environment; workerd has none.
   * @throws Error with all that the runtime wrote, where it fails.
   */
  run(runtime: Runtime | "node", env?: Readonly<Record<string, string>>): Promise<Answers>;
  close(): Promise<void>;
}

/** Bundles the script once: every runtime runs the same file. */
export async function bundleScript(prepared: Prepared): Promise<Script> {
  const folder = await mkdtemp(join(tmpdir(), "facet-compat-"));
  await build({
    entryPoints: [MAIN],
    outfile: join(folder, "script.mjs"),
    bundle: true,
    format: "esm",
    target: "esnext",
    platform: "browser",
    conditions: ["@facet/source"],
    logLevel: "error",
    plugins: [
      {
        name: "prepared",
        setup(build) {
          build.onResolve({ filter: /^facet:prepared$/ }, ({ path }) => ({
            path,
            namespace: "prepared",
          }));
          build.onLoad({ filter: /./, namespace: "prepared" }, () => ({
            contents: JSON.stringify(prepared),
            loader: "json",
          }));
        },
      },
    ],
  });
  for (const [name, text] of Object.entries(LAUNCHERS)) await writeFile(join(folder, name), text);
  return {
    async run(runtime, env = {}) {
      const printed = runtime === "workerd" ? serve(folder) : print(runtime, { folder, env });
      return JSON.parse(await printed) as Answers;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function print(
  runtime: keyof typeof COMMANDS,
  { folder, env }: { readonly folder: string; readonly env: Readonly<Record<string, string>> },
): Promise<string> {
  const [program, ...args] = COMMANDS[runtime];
  const { stdout } = await promisify(execFile)(program, [...args, "print.mjs"], {
    cwd: folder,
    env: { ...process.env, ...env },
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  return stdout;
}

async function serve(folder: string): Promise<string> {
  const workerd = await startWorkerd(folder);
  try {
    const response = await fetch(workerd.url);
    if (!response.ok) throw new Error(`workerd answered ${response.status}: ${workerd.output()}`);
    return await response.text();
  } finally {
    await workerd.close();
  }
}
