import { parseAddress } from "./address.ts";
import { createCodeBook } from "./code-book.ts";
import { createEndpoint } from "./endpoint/endpoint.ts";
import { createGateAnswer } from "./endpoint/gate.ts";
import { createStateAnswer } from "./endpoint/state.ts";
import { FacetError } from "./error.ts";
import { createHandle } from "./handle.ts";
import { createOutageGuard } from "./outage.ts";
import { createReporter } from "./report.ts";
import { createApiSource } from "./sources/api.ts";
import { createBothSource } from "./sources/both.ts";
import { createWatchedSource } from "./sources/watched.ts";
import type { DecisionSource } from "./sources/source.ts";
import { parseTimeBudget } from "./time-budget.ts";
import { createConnection } from "./transport.ts";
import type { Connection } from "./transport.ts";
import type { Degradation, Facet, FacetOptions } from "./types.ts";
import { warn } from "./warn.ts";

const TIMEOUT_MS = 60;
const EVENT_TIMEOUT_MS = 2_000;
const TOP_CODES = 20;
const DEFAULTS_SHOWN = "pages show their default content";

/**
 * Makes the runtime that decides and never fails a page.
 * @throws FacetError `CONFIG` where there is neither `api` nor `ruleset`, `api` or `site` is no
 * http(s) address, or a time budget is none.
 */
export function createFacet(options: FacetOptions): Facet {
  const { defaults = {}, cache = "header", log = warn, now = () => Date.now() } = options;
  const budget = (option: "timeoutMs" | "eventTimeoutMs", byDefault: number): number =>
    parseTimeBudget("createFacet", option, options[option] ?? byDefault);
  const timeoutMs = budget("timeoutMs", TIMEOUT_MS);
  const eventTimeoutMs = budget("eventTimeoutMs", EVENT_TIMEOUT_MS);
  const connection = toConnection(options);
  const site =
    options.site === undefined ? undefined : parseAddress("createFacet", "site", options.site);
  const { source, visitors } = createSources(options, { connection, log, now });
  const codes = createCodeBook({ source, secret: options.codeSecret, now });
  const reporter = createReporter({ connection, site, timeoutMs: eventTimeoutMs });
  const missing: Degradation = connection === undefined ? "rules" : "api";
  const tools = { codes, site, timeoutMs, defaults, missing, now };
  const trustsKeys = options.codeSecret !== undefined;
  const handle = createHandle({ ...tools, source, trustsKeys, cache });
  const handleVisitor = createHandle({
    ...tools,
    source: visitors,
    trustsKeys: false,
    cache: "none",
  });
  const answerState = createStateAnswer({
    handle: handleVisitor,
    ruleset: connection === undefined ? undefined : options.ruleset,
    site,
  });
  const answerGate = createGateAnswer({
    handle: trustsKeys ? createHandle({ ...tools, source, trustsKeys: false, cache }) : undefined,
    timeoutMs,
    site,
  });
  if (cache === "path" && !trustsKeys) {
    log(
      'facet: createFacet has cache: "path" and no "codeSecret", so that anybody can make pages of codes of their own; set one, the same as FACET_CODE_SECRET of the service',
    );
  }

  return {
    handle,
    async fromCode(page, code) {
      try {
        const coded = { page, code };
        return (await codes.isOurs(coded)) ? await codes.read(coded, timeoutMs) : undefined;
      } catch {
        return undefined;
      }
    },
    async codes(page, { top = TOP_CODES } = {}) {
      try {
        const given = await source.codes({ page, top }, eventTimeoutMs);
        return await Promise.all(given.map((code) => codes.sign({ page, code })));
      } catch {
        return [];
      }
    },
    track: (subject, event) => reporter.track(subject, event),
    lead: (subject, lead) => reporter.lead(subject, lead),
    handleEvents: createEndpoint({
      reporter,
      answerState,
      answerGate,
      handle: handleVisitor,
      site,
    }),
  };
}

interface Sources {
  readonly source: DecisionSource;
  /** Who knows visitors: what the state of a page is asked of. */
  readonly visitors: DecisionSource;
}

function createSources(
  { api = "", ruleset }: FacetOptions,
  tools: {
    readonly connection: Connection | undefined;
    readonly log: (message: string) => void;
    readonly now: () => number;
  },
): Sources {
  const { connection, log, now } = tools;
  if (connection !== undefined) {
    const meanwhile =
      ruleset === undefined
        ? DEFAULTS_SHOWN
        : "pages are decided as if nobody had been there before";
    const service = createApiSource({
      connection,
      guard: createOutageGuard({ api, meanwhile, log, now }),
    });
    const source = ruleset === undefined ? service : createBothSource(ruleset, service);
    return { source, visitors: service };
  }
  if (ruleset === undefined) {
    throw new FacetError(
      "CONFIG",
      'createFacet: expected "api", the address of the service, or "ruleset", made by @facet/client/local',
    );
  }
  const name = "the rule set in this process";
  const guard = createOutageGuard({ api: name, meanwhile: DEFAULTS_SHOWN, log, now });
  const source = createWatchedSource(ruleset, guard);
  return { source, visitors: source };
}

function toConnection({ api, key, fetch: own }: FacetOptions): Connection | undefined {
  return api === undefined ? undefined : createConnection("createFacet", { api, key, fetch: own });
}
