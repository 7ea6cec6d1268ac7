import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "vitest";
import { pathToFileURL } from "node:url";
import { startServer } from "@facet/leak-suite";
import { runtimePath } from "../../../../compat/test/installed.ts";
import { runWorker } from "../../../../plugins/edge-html/test/workerd/workerd.ts";
import { facet } from "../harness.ts";

/** The recipes that are tried: with Debian's nginx and Varnish, and with Cloudflare's own runtime. */
export const PROXIES = ["nginx", "varnish", "cloudflare"] as const;

/** One of them. */
export type ProxyName = (typeof PROXIES)[number];

/** What runs on the loopback interface until it is closed. */
export interface RunningProxy {
  readonly origin: string;
  close(): Promise<void>;
}

const PROGRAMS: Readonly<Record<ProxyName, string>> = {
  nginx: "/usr/sbin/nginx",
  varnish: "/usr/sbin/varnishd",
  cloudflare: runtimePath("workerd"),
};

const INSTALL: Readonly<Record<ProxyName, string>> = {
  nginx: "apt-get install -y nginx",
  varnish: "apt-get install -y varnish",
  cloudflare: "npm ci --prefix compat",
};

/**
 * A suite that needs a proxy. Without it the suite is skipped with a message, and on CI it fails: there
 * a missing proxy must not pass for a tested recipe.
 */
export function describeBehind(name: ProxyName, suite: () => void): void {
  const title = `the recipe for ${name}`;
  if (existsSync(PROGRAMS[name])) {
    describe(title, suite);
    return;
  }
  const advice = `${PROGRAMS[name]} is missing: ${INSTALL[name]}`;
  if (process.env["CI"]) {
    it(`${title}: needs ${name}`, () => {
      throw new Error(advice);
    });
    return;
  }
  console.warn(`\n!!! SKIPPED: "${title}": ${advice}\n`);
  describe.skip(title, suite);
}

/** How long a recipe waits for the gate. */
const GATE_WAIT =
  /(?<=proxy_read_timeout |first_byte_timeout = )1s|(?<=connect_timeout =? ?)(?:250ms|0\.25s)/g;
const GATE_MS = /(?<=GATE_MS = )1000/;

/**
 * Starts the proxy with the recipe as it is printed, in a folder and on a port of its own.
 *
 * @param options.origin The server behind it.
 * @param options.port Where it listens, as `--site` says too.
 * @param options.patienceSeconds How long to wait for the gate, as a busy machine needs it; by default
 *   as printed.
 */
export async function startProxy(
  name: ProxyName,
  options: {
    readonly origin: string;
    readonly port: number;
    readonly pages?: readonly string[];
    readonly patienceSeconds?: number;
  },
): Promise<RunningProxy> {
  const { origin, port, pages = [], patienceSeconds: seconds } = options;
  const site = `http://127.0.0.1:${port}`;
  const paths = pages.flatMap((page) => ["--page", page]);
  const printed = await facet(["cdn", name, "--site", site, "--origin", origin, ...paths]);
  if (printed.code !== 0) throw new Error(printed.err);
  const recipe =
    seconds === undefined
      ? printed.out
      : printed.out.replace(GATE_WAIT, `${seconds}s`).replace(GATE_MS, `${seconds}000`);
  const folder = await mkdtemp(join(tmpdir(), `facet-${name}-`));
  const running = await STARTS[name]({ recipe, folder, port });
  return {
    origin: site,
    async close() {
      await running.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Setting {
  readonly recipe: string;
  readonly folder: string;
  readonly port: number;
}

type Start = (setting: Setting) => Promise<Pick<RunningProxy, "close">>;

const STARTS: Readonly<Record<ProxyName, Start>> = {
  async nginx({ recipe, folder, port }) {
    await mkdir(join(folder, "cache"));
    const own = recipe.replaceAll("/var/cache/nginx", join(folder, "cache"));
    await writeFile(join(folder, "facet.conf"), own);
    const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (kind) => `${kind}_temp_path ${folder}/${kind};`,
    );
    const user = process.getuid?.() === 0 ? "user root;" : "";
    await writeFile(
      join(folder, "nginx.conf"),
      `${user} daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log stderr warn;
events { worker_connections 512; }
http { access_log off; ${temp.join(" ")} include ${folder}/facet.conf; }
`,
    );
    const config = ["-p", folder, "-e", "stderr", "-c", join(folder, "nginx.conf")];
    return startDaemon([PROGRAMS.nginx, ...config], { folder, port });
  },
  async varnish({ recipe, folder, port }) {
    const vcl = join(folder, "facet.vcl");
    await writeFile(vcl, recipe);
    const place = ["-n", join(folder, "varnish"), "-a", `127.0.0.1:${port}`, "-T", "none"];
    const how = ["-F", "-j", "none", ...place, "-s", "malloc,64m", "-f", vcl];
    return startDaemon([PROGRAMS.varnish, ...how], { folder, port });
  },
  async cloudflare({ recipe, folder, port }) {
    const worker = join(folder, "worker.js");
    await writeFile(worker, recipe);
    return runWorker({ entry: pathToFileURL(worker), bindings: {}, port });
  },
};

function startDaemon(
  command: readonly [string, ...string[]],
  { folder, port }: { readonly folder: string; readonly port: number },
) {
  return startServer({ dir: folder, command, env: {}, port, readyPath: "/~facet/gate" });
}
