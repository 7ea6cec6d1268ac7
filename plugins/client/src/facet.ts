import { createCodeBook } from "./code-book.ts";
import { createEndpoint } from "./endpoint/endpoint.ts";
import { FacetError } from "./error.ts";
import { createHandle } from "./handle.ts";
import { createOutageGuard } from "./outage.ts";
import { createReporter } from "./report.ts";
import { createApiSource } from "./sources/api.ts";
import { createBothSource } from "./sources/both.ts";
import type { DecisionSource } from "./sources/source.ts";
import type { Connection } from "./transport.ts";
import type { Facet, FacetOptions } from "./types.ts";

const TIMEOUT_MS = 60;
const EVENT_TIMEOUT_MS = 2_000;
const TOP_CODES = 20;

/**
 * Makes the runtime that decides and never fails a page.
 * @throws FacetError `CONFIG` where there is neither `api` nor `ruleset`, or `api` or `site` is no
 * http(s) address.
 */
export function createFacet(options: FacetOptions): Facet {
  const {
    timeoutMs = TIMEOUT_MS,
    eventTimeoutMs = EVENT_TIMEOUT_MS,
    defaults = {},
    cache = "header",
    log = warn,
    now = () => Date.now(),
  } = options;
  const connection = toConnection(options);
  const site = options.site === undefined ? undefined : parseAddress("site", options.site);
  const source = createSource(options, { connection, log, now });
  const codes = createCodeBook({ source, secret: options.codeSecret, now });
  const reporter = createReporter({ connection, site, timeoutMs: eventTimeoutMs });
  const trustsKeys = options.codeSecret !== undefined;
  const handle = createHandle({
    source,
    codes,
    trustsKeys,
    site,
    timeoutMs,
    defaults,
    cache,
    now,
  });

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
    handleEvents: createEndpoint({ reporter, handle, site }),
  };
}

function createSource(
  { ruleset, api }: FacetOptions,
  tools: {
    readonly connection: Connection | undefined;
    readonly log: (message: string) => void;
    readonly now: () => number;
  },
): DecisionSource {
  const { connection, log, now } = tools;
  const service =
    connection &&
    createApiSource({ connection, guard: createOutageGuard({ api: api ?? "", log, now }) });
  if (ruleset !== undefined && service !== undefined) return createBothSource(ruleset, service);
  const source = ruleset ?? service;
  if (source !== undefined) return source;
  throw new FacetError(
    "CONFIG",
    'createFacet: expected "api", the address of the service, or "ruleset", made by @facet/client/local',
  );
}

function toConnection({ api, key, fetch: own }: FacetOptions): Connection | undefined {
  if (api === undefined) return undefined;
  return {
    api: parseAddress("api", api.endsWith("/") ? api : `${api}/`),
    key,
    // Looked up at every call, as platforms replace it.
    fetch: own ?? ((input, init) => fetch(input, init)),
  };
}

function parseAddress(option: string, address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return url;
  throw new FacetError(
    "CONFIG",
    `createFacet: "${option}" is "${address}"; expected an address such as http://127.0.0.1:3000`,
  );
}

function warn(message: string): void {
  // oxlint-disable-next-line no-console -- the default log; a site passes its own as `log`
  console.warn(message);
}
