import type { Hono } from "hono";
import { createApp } from "../../app.ts";
import type { Env } from "../../http/route.ts";
import { createSeal } from "../../visitors/seal.ts";
import { lint } from "./compiler.ts";
import { openContext } from "./context.ts";
import { coverage } from "./coverage.ts";
import { openBody, peerAddress } from "./incoming.ts";
import { createLog } from "./log.ts";
import { createSendWebhook } from "./send-webhook.ts";
import type { ServiceOptions } from "./options.ts";
import { openSites } from "./sites.ts";
import { keptCookieKey, openStore } from "./store.ts";

/** The running service, without a socket. */
export interface Service {
  readonly app: Hono<Env>;
  /** Whether rules are served. */
  isReady(): boolean;
  /** Whether no key is configured, so that only this machine may call. */
  isPlayground(): boolean;
  /** Never lets anybody in without a key from now on, whether or not any is configured. */
  requireKeys(): void;
  /** Sends the webhooks that are due, from now on. */
  sendWebhooks(): void;
  /** Forgets what is older than the sites want it kept, every day from now on. */
  keepRetention(): void;
  /** Resolves when all is kept that was answered. */
  close(): Promise<void>;
}

/** Composes the service on Node; broken rules do not keep it from starting. */
export async function createService(options: ServiceOptions): Promise<Service> {
  const { rules, watch = false, log = createLog(), trustedHops, now } = options;
  const store = await openStore(options.db, log);
  const seal = await createSeal(options.cookieKey ?? (await keptCookieKey(store)));
  const { reader, devices } = await openContext(options, log);
  const { sites, close: closeSites } = await openSites({ rules, watch, log });
  const { hono, access, dispatcher, retention, close } = createApp({
    sites,
    store,
    reader,
    devices,
    seal,
    lint,
    coverage,
    log,
    peerAddress,
    openBody,
    sendWebhook: createSendWebhook({ allowed: options.webhookAllow }),
    trustedHops,
    now,
    codeSecret: options.codeSecret,
    fixedKeys: options.keys,
    limits: options.limits,
  });
  await access.refresh();
  return {
    app: hono,
    isReady: () => sites.list().some(({ rulesets }) => rulesets.current() !== undefined),
    isPlayground: () => access.isPlayground(),
    requireKeys: () => access.requireKeys(),
    sendWebhooks: () => dispatcher?.start(),
    keepRetention: () => retention.start(),
    async close() {
      await closeSites();
      await close();
    },
  };
}
