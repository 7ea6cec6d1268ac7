import { relative } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import type { ViteDevServer } from "vite";
import { createFacet } from "@facet/client";
import { toFacetOptions } from "../options.ts";
import type { FacetAstroOptions } from "../options.ts";

const QUIET_MS = 100;
const POLL_MS = 100;
const WAIT_MS = 5_000;

/**
 * Reloads the open pages when a file of the rules folder changes and the service serves the change. A
 * change that the service does not take is said once: `facet lint` tells what is wrong with it.
 */
export function watchRules(
  server: ViteDevServer,
  about: {
    /** Absolute path. */
    readonly folder: string;
    readonly options: FacetAstroOptions;
    readonly log: (message: string) => void;
  },
): void {
  const facet = createFacet({ ...toFacetOptions(about.options, process.env), timeoutMs: 1_000 });
  let served: Promise<string> | undefined = revision();
  let timer: NodeJS.Timeout | undefined;

  async function revision(): Promise<string> {
    const request = new Request("http://127.0.0.1/");
    return (await facet.handle(request, { decide: { peek: true } })).decision.rules;
  }

  async function reload(): Promise<void> {
    const before = await served;
    const deadline = Date.now() + WAIT_MS;
    let now = await revision();
    while (now === before && Date.now() < deadline) {
      await sleep(POLL_MS);
      now = await revision();
    }
    served = Promise.resolve(now);
    if (now !== before) server.hot.send({ type: "full-reload", path: "*" });
    else
      about.log(`${about.folder} has changed, and the service still serves the rules before it.`);
  }

  server.watcher.add(about.folder);
  server.watcher.on("all", (_, path) => {
    if (relative(about.folder, path).startsWith("..")) return;
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), QUIET_MS);
  });
}
