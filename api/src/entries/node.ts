import type { Hono } from "hono";
import { createApp } from "../app.ts";
import { createContextReader, createDeviceReader } from "../context/index.ts";
import type { Env } from "../http/route.ts";
import { createFolderSource } from "../rulesets/folder.ts";
import { createSeal, makeCookieKey } from "../visitors/seal.ts";
import { createCompile, lint } from "./node/compiler.ts";
import { coverage } from "./node/coverage.ts";
import { openGeo } from "./node/geo.ts";
import { createLog } from "./node/log.ts";
import { openBody, peerAddress } from "./node/incoming.ts";
import type { ServiceOptions } from "./node/options.ts";
import { openStore } from "./node/store.ts";

export type { ServiceOptions } from "./node/options.ts";
export { type ServedAddress, type ServeOptions, serveService } from "./node/serve.ts";

/** The running service, without a socket. */
export interface Service {
  readonly app: Hono<Env>;
  /** Whether rules are served. */
  isReady(): boolean;
  /** Resolves when all is kept that was answered. */
  close(): Promise<void>;
}

/** Composes the service on Node; broken rules do not keep it from starting. */
export async function createService(options: ServiceOptions): Promise<Service> {
  const { rules: folder, watch = false, log = createLog(), trustedHops, now } = options;
  const store = openStore(options.db);
  const seal = await createSeal(
    options.cookieKey ?? (await store.meta("cookie-key", makeCookieKey())),
  );
  const devices = createDeviceReader();
  const geo = await openGeo(options.geoDatabase, log);
  const reader = createContextReader({ geo, devices, platformHeaders: options.platformHeaders });
  const rulesets = await createFolderSource({ folder, compile: createCompile(folder), watch, log });
  const { hono, close } = createApp({
    rulesets,
    store,
    reader,
    devices,
    seal,
    lint,
    coverage,
    log,
    peerAddress,
    openBody,
    trustedHops,
    now,
  });
  return {
    app: hono,
    isReady: () => rulesets.current() !== undefined,
    async close() {
      await rulesets.close();
      await close();
    },
  };
}
