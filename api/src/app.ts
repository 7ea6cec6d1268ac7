import { createCodeSigner } from "@facet/protocol/code";
import { Hono } from "hono";
import { type Access, createAccess } from "./access/access.ts";
import type { ApiKey } from "./access/api-key.ts";
import { createKeyring } from "./access/keyring.ts";
import { createKeyUses } from "./access/key-uses.ts";
import { createLimitGate, DEFAULT_LIMITS, type Limits } from "./access/limits.ts";
import { createEntrance } from "./access/entrance.ts";
import { createNetworkReader } from "./access/network.ts";
import type { ContextReader, DeviceReader } from "@facet/context";
import { createDecider } from "./decisions/decider.ts";
import { createPageCodes } from "@facet/engine/codes";
import { createFormTokens } from "./events/form-token.ts";
import { createIngest } from "./events/ingest.ts";
import { createLeadDesk } from "./events/lead-desk.ts";
import { createLeadIntake } from "./events/lead-intake.ts";
import { createLeadKeeper } from "./events/lead-keeper.ts";
import { createQuarantine } from "./events/quarantine.ts";
import { createTracking } from "./events/tracking.ts";
import { createBodyReader, createBytesReader, type OpenBody } from "./http/body.ts";
import { createCallerFacts } from "./http/caller.ts";
import type { Env, Route, RouteContext } from "./http/route.ts";
import { createCors } from "./middleware/cors.ts";
import { createErrorHandler } from "./middleware/errors.ts";
import { createGuard } from "./middleware/guard.ts";
import { createNotFound } from "./middleware/not-found.ts";
import { requestId } from "./middleware/request-id.ts";
import { createRequestLog } from "./middleware/request-log.ts";
import { traceContext } from "./middleware/trace-context.ts";
import { createSiteDiagnostics } from "./diagnostics/site-diagnostics.ts";
import type { Coverage, Lint, Log } from "./ports.ts";
import { createAccessLog } from "./privacy/access-log.ts";
import { createErasing } from "./privacy/erase.ts";
import { createRetention, type Retention } from "./privacy/retention.ts";
import { createVisitorDesk } from "./privacy/visitor-desk.ts";
import { createCoverageRoutes } from "./routes/coverage.ts";
import { createDecideRoutes } from "./routes/decide.ts";
import { createEventRoutes } from "./routes/events.ts";
import { createLeadListRoutes } from "./routes/lead-list.ts";
import { createLeadRoutes } from "./routes/leads.ts";
import { createMetricsRoutes } from "./routes/metrics.ts";
import { createOperationsRoutes } from "./routes/operations.ts";
import { createQuarantineRoutes } from "./routes/quarantine.ts";
import { createReferenceRoutes } from "./routes/reference.ts";
import { createOfrepRoutes } from "./routes/ofrep.ts";
import { createPageRoutes } from "./routes/pages.ts";
import { createReportRoutes } from "./routes/reports.ts";
import { createRulesRoutes } from "./routes/rules.ts";
import { createSettingsRoutes } from "./routes/settings.ts";
import { createVisitorRoutes } from "./routes/visitors.ts";
import type { Sites } from "./rulesets/sites.ts";
import { createCookieEvictions } from "./visitors/cookie-evictions.ts";
import { createIdentities } from "./visitors/identities.ts";
import type { Seal } from "./visitors/seal.ts";
import type { VisitorStore } from "./visitors/store.ts";
import { createVisitors } from "./visitors/visitors.ts";
import { createDispatcher, type Dispatcher } from "./webhooks/dispatcher.ts";
import { createEndpoints } from "./webhooks/endpoints.ts";
import type { SendWebhook } from "./webhooks/send.ts";

/** What an entry composes the service of. */
export interface AppDeps {
  readonly sites: Sites;
  readonly store: VisitorStore;
  readonly reader: ContextReader;
  readonly devices: DeviceReader;
  readonly seal: Seal;
  readonly lint: Lint;
  readonly coverage: Coverage;
  readonly log: Log;
  /** Address of the peer that opened the connection. */
  readonly peerAddress?: (c: RouteContext) => string | undefined;
  /** A shorter way to the bytes of a body than the request's own stream, where the runtime has one. */
  readonly openBody?: OpenBody;
  /** The way of webhooks to the network; absent: they are kept for another process to send. */
  readonly sendWebhook?: SendWebhook | undefined;
  /** Keys that are not in the store. */
  readonly fixedKeys?: readonly ApiKey[] | undefined;
  /** How often callers with keys may call. Default {@link DEFAULT_LIMITS}. */
  readonly limits?: Limits | undefined;
  /** Proxies of one's own in front, each adding to `X-Forwarded-For`. Default 0. */
  readonly trustedHops?: number;
  /** Signs variation codes; absent: they go unsigned. */
  readonly codeSecret?: string | undefined;
  /** The server's clock, epoch milliseconds. Default `Date.now`. */
  readonly now?: () => number;
}

/** The Hono app and what must be closed behind it. */
export interface App {
  readonly hono: Hono<Env>;
  /** What it answers, as the reference lists it. */
  readonly routes: readonly Route[];
  /** Who may call what. */
  readonly access: Access;
  /** Sends webhooks once it is started. */
  readonly dispatcher?: Dispatcher | undefined;
  /** Forgets what sites do not want kept any longer, once it is started. */
  readonly retention: Retention;
  /** Resolves when what was answered is kept, and closes the store. */
  close(): Promise<void>;
}

/** Composes the service: ports in, a Hono app for any runtime out. */
export function createApp(deps: AppDeps): App {
  const { sites, store, reader, devices, seal, lint, coverage, log, now = Date.now } = deps;
  const access = createAccess({
    sites,
    keys: createKeyring({ store, fixed: deps.fixedKeys, log }),
    uses: createKeyUses({ store, log, now }),
    limits: createLimitGate(deps.limits ?? DEFAULT_LIMITS),
    networkOf: createNetworkReader(deps),
  });
  const diagnosticsOf = createSiteDiagnostics(now);
  const visitors = createVisitors(store, log);
  const evictions = createCookieEvictions();
  const identities = createIdentities({ seal, evictions });
  const accessLog = createAccessLog(visitors, now);
  const erase = createErasing({ visitors, accessLog, identities });
  const tokens = createFormTokens(seal);
  const codes = createPageCodes();
  const signer = createCodeSigner(deps.codeSecret);
  const decider = createDecider({
    codes,
    signer,
    visitors,
    erase,
    identities,
    reader,
    formTokens: tokens,
    log,
    now,
    diagnosticsOf,
  });
  const ingest = createIngest({ visitors });
  const endpoints = createEndpoints(visitors, now);
  const keep = createLeadKeeper({ ingest, endpoints });
  const takeLead = createLeadIntake({ ingest, keep, visitors, identities });
  const desk = createLeadDesk({ visitors, keep, now });
  const { sendWebhook: send } = deps;
  const dispatcher = send && createDispatcher({ store: visitors, endpoints, send, log, now });
  const tracking = createTracking({ ingest, identities, devices });
  const quarantine = createQuarantine({ visitors, ingest, now });
  const retention = createRetention({ sites, visitors, log, now });
  const visitorDesk = createVisitorDesk({ visitors, accessLog, erase, identities, now });
  const caller = createCallerFacts(deps);
  const readBytes = createBytesReader(deps.openBody);
  const readBody = createBodyReader(readBytes);
  const served = [
    ...createDecideRoutes({ decider, caller, readBody }),
    ...createOfrepRoutes({ decider, caller, readBody }),
    ...createEventRoutes({ access, ingest, tracking, callerFacts: caller, devices, readBody, now }),
    ...createSettingsRoutes({ access }),
    ...createQuarantineRoutes({ quarantine, ingest }),
    ...createLeadRoutes({ access, ingest, takeLead, tokens, identities, readBody, now }),
    ...createLeadListRoutes({ desk, ingest }),
    ...createVisitorRoutes({ desk: visitorDesk, ingest }),
    ...createRulesRoutes({ lint, readBody }),
    ...createPageRoutes({ codes, signer }),
    ...createCoverageRoutes({ coverage, readBytes }),
    ...createReportRoutes({ diagnosticsOf, now }),
    ...createMetricsRoutes({ diagnosticsOf, evictions }),
    ...createOperationsRoutes({ sites, access, visitors }),
  ];
  const routes = [...served, ...createReferenceRoutes(served)];

  const hono = new Hono<Env>();
  hono.onError(createErrorHandler(log));
  hono.notFound(createNotFound(routes));
  hono.use(requestId, traceContext, createRequestLog(log), createGuard(access), createCors(access));
  const enter = createEntrance(access);
  for (const route of routes) {
    hono.on(route.method, route.path.replaceAll(/\{(\w+)\}/gu, ":$1"), enter(route));
  }
  return {
    hono,
    routes,
    access,
    dispatcher,
    retention,
    async close() {
      retention.stop();
      await dispatcher?.stop();
      await visitors.close();
    },
  };
}
