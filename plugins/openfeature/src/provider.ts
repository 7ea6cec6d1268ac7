import type {
  EvaluationContext,
  JsonValue,
  Provider,
  ResolutionDetails,
} from "@openfeature/server-sdk";
import {
  callApi,
  createConnection,
  createOutageGuard,
  parseTimeBudget,
  warn,
} from "@facet/client/calls";
import { toDetails, toFailure, type Wanted } from "./details.ts";

/** Options of {@link createFacetProvider}. */
export interface FacetProviderOptions {
  /** Address of the Facet service, e.g. `http://127.0.0.1:3000`. */
  readonly api: string;
  /** Secret key; absent: the service is a local playground. */
  readonly key?: string;
  /** Longest wait for a flag before the caller's default is used. 60 by default. */
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
  /** Gets one line per outage. Default: `console.warn`. */
  readonly log?: (message: string) => void;
}

const TIMEOUT_MS = 60;

/**
 * The OpenFeature provider for servers: slots are flags whose value is their content, offers are
 * boolean flags. `targetingKey` of the context is the visitor's id; `url`, `referrer`, `query`, `page`
 * and `at` are as in a decision, and the rest are attributes. Nothing is counted. Never throws: past
 * its time budget, or on any fault, a flag is the caller's default with an error code.
 *
 * @throws FacetError `CONFIG` where `api` is no http(s) address, or `timeoutMs` is no time.
 */
export function createFacetProvider(options: FacetProviderOptions): Provider {
  const { api, log = warn } = options;
  const maker = "createFacetProvider";
  const timeoutMs = parseTimeBudget(maker, "timeoutMs", options.timeoutMs ?? TIMEOUT_MS);
  const connection = createConnection(maker, options);
  const guard = createOutageGuard({
    api,
    meanwhile: "flags are their callers' defaults",
    log,
    now: () => Date.now(),
  });

  async function resolve<T extends JsonValue>(
    key: string,
    wanted: Wanted<T>,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<T>> {
    const { fallback } = wanted;
    if (!guard.allows()) return toFailure(fallback, "GENERAL", "the service is down");
    try {
      const path = `ofrep/v1/evaluate/flags/${encodeURIComponent(key)}`;
      const answer = await callApi(connection, { path, body: { context }, timeoutMs });
      const { details, isFault } = toDetails(answer, wanted);
      if (isFault) guard.failed(new Error(details.errorMessage));
      else guard.succeeded();
      return details;
    } catch (error) {
      guard.failed(error);
      return toFailure(fallback, "GENERAL", error instanceof Error ? error.message : String(error));
    }
  }

  return {
    metadata: { name: "facet" },
    runsOn: "server",
    resolveBooleanEvaluation: (key, fallback, context) =>
      resolve(key, { type: "boolean", fallback }, context),
    resolveStringEvaluation: (key, fallback, context) =>
      resolve(key, { type: "string", fallback }, context),
    resolveNumberEvaluation: (key, fallback, context) =>
      resolve(key, { type: "number", fallback }, context),
    resolveObjectEvaluation: (key, fallback, context) =>
      resolve(key, { type: "object", fallback }, context),
  };
}
