import { Hono } from "hono";
import type { ContextReader, DeviceReader } from "./context/index.ts";
import { createDecider } from "./decisions/decider.ts";
import { createIngest } from "./events/ingest.ts";
import { createBodyReader, createBytesReader, type OpenBody } from "./http/body.ts";
import { createCallerFacts } from "./http/caller.ts";
import type { Env, Route, RouteContext } from "./http/route.ts";
import { loopbackCors } from "./middleware/cors.ts";
import { createErrorHandler } from "./middleware/errors.ts";
import { guard } from "./middleware/guard.ts";
import { createNotFound } from "./middleware/not-found.ts";
import { requestId } from "./middleware/request-id.ts";
import { createRequestLog } from "./middleware/request-log.ts";
import { createKeywordDiagnostics } from "./diagnostics/keyword-diagnostics.ts";
import type { Coverage, Lint, Log } from "./ports.ts";
import { createCoverageRoutes } from "./routes/coverage.ts";
import { createDecideRoutes } from "./routes/decide.ts";
import { createEventRoutes } from "./routes/events.ts";
import { createLeadRoutes } from "./routes/leads.ts";
import { createMetricsRoutes } from "./routes/metrics.ts";
import { createOperationsRoutes } from "./routes/operations.ts";
import { createReferenceRoutes } from "./routes/reference.ts";
import { createReportRoutes } from "./routes/reports.ts";
import { createRulesRoutes } from "./routes/rules.ts";
import { createVisitorRoutes } from "./routes/visitors.ts";
import type { RulesetSource } from "./rulesets/source.ts";
import type { Seal } from "./visitors/seal.ts";
import type { VisitorStore } from "./visitors/store.ts";
import { createVisitors } from "./visitors/visitors.ts";

/** What an entry composes the service of. */
export interface AppDeps {
  readonly rulesets: RulesetSource;
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
  /** Proxies of one's own in front, each adding to `X-Forwarded-For`. Default 0. */
  readonly trustedHops?: number;
  /** The server's clock, epoch milliseconds. Default `Date.now`. */
  readonly now?: () => number;
}

/** The Hono app and what must be closed behind it. */
export interface App {
  readonly hono: Hono<Env>;
  /** What it answers, as the reference lists it. */
  readonly routes: readonly Route[];
  /** Resolves when what was answered is kept, and closes the store. */
  close(): Promise<void>;
}

/** Composes the service: ports in, a Hono app for any runtime out. */
export function createApp(deps: AppDeps): App {
  const { rulesets, store, reader, devices, seal, lint, coverage, log, now = Date.now } = deps;
  const diagnostics = createKeywordDiagnostics(now());
  const visitors = createVisitors(store, log);
  const decider = createDecider({ rulesets, visitors, reader, seal, log, now, diagnostics });
  const ingest = createIngest({ rulesets, visitors, seal, now });
  const caller = createCallerFacts(deps);
  const readBytes = createBytesReader(deps.openBody);
  const readBody = createBodyReader(readBytes);
  const served = [
    ...createDecideRoutes({ decider, caller, readBody }),
    ...createEventRoutes({ ingest, devices, readBody, now }),
    ...createLeadRoutes({ ingest, readBody, now }),
    ...createVisitorRoutes({ rulesets, visitors, now }),
    ...createRulesRoutes({ rulesets, lint, readBody }),
    ...createCoverageRoutes({ rulesets, coverage, readBytes }),
    ...createReportRoutes({ diagnostics, now }),
    ...createMetricsRoutes({ diagnostics, rulesets }),
    ...createOperationsRoutes({ rulesets, visitors }),
  ];
  const routes = [...served, ...createReferenceRoutes(served)];

  const hono = new Hono<Env>();
  hono.onError(createErrorHandler(log));
  hono.notFound(createNotFound(routes));
  hono.use(requestId, createRequestLog(log), guard, loopbackCors);
  for (const { method, path, handler } of routes) {
    hono.on(method, path.replaceAll(/\{(\w+)\}/gu, ":$1"), handler);
  }
  return { hono, routes, close: () => visitors.close() };
}
