import { ownCookies, readVisitorCookie, withSetCookies } from "./cookies.ts";
import { toDefaultDecision } from "./defaults.ts";
import { createEndpoint } from "./endpoint/endpoint.ts";
import { FacetError } from "./error.ts";
import { isBypassed, publicUrl, toDecideRequest } from "./facts.ts";
import { createOutageGuard } from "./outage.ts";
import { createReporter } from "./report.ts";
import { callApi, toStatusError } from "./transport.ts";
import type { Connection } from "./transport.ts";
import type { Facet, FacetDecision, FacetOptions, FacetResult, HandleOptions } from "./types.ts";
import { parseDecision } from "./validate.ts";

const TIMEOUT_MS = 60;
const EVENT_TIMEOUT_MS = 2_000;
// Statuses that say "this request is wrong", not "the service is unwell or misconfigured".
const OWN_FAULTS = new Set([400, 413, 414, 422, 431]);

interface Decided {
  readonly decision: FacetDecision;
  readonly setCookies: readonly string[];
}

/**
 * Makes the runtime that asks the service and never fails a page.
 * @throws FacetError `CONFIG` where `api` or `site` is no http(s) address.
 */
export function createFacet(options: FacetOptions): Facet {
  const {
    timeoutMs = TIMEOUT_MS,
    eventTimeoutMs = EVENT_TIMEOUT_MS,
    defaults = {},
    now = () => Date.now(),
  } = options;
  const api = parseAddress("api", options.api.endsWith("/") ? options.api : `${options.api}/`);
  const site = options.site === undefined ? undefined : parseAddress("site", options.site);
  const connection: Connection = {
    api,
    key: options.key,
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
  };
  const guard = createOutageGuard({ api: options.api, log: options.log ?? warn, now });
  const firstViews = new WeakMap<Request, Promise<Decided>>();
  const reporter = createReporter({ connection, site, timeoutMs: eventTimeoutMs });

  async function decide(body: object): Promise<Decided> {
    if (!guard.allows()) return toUndecided();
    try {
      const answer = await callApi(connection, { path: "v1/decide", body, timeoutMs });
      if (answer.status !== 200) throw toStatusError(answer);
      const parsed = parseDecision(answer.body);
      if (parsed === undefined) throw new FacetError("INVALID", "answered with no decision");
      guard.succeeded();
      const { cookies, ...decision } = parsed;
      return { decision, setCookies: ownCookies(cookies ?? answer.cookies) };
    } catch (error) {
      const status = error instanceof FacetError ? error.status : undefined;
      guard.failed(error, { ownFault: status !== undefined && OWN_FAULTS.has(status) });
      return toUndecided();
    }
  }

  /** Several parts of a site may ask for one request of somebody new: all of them get one visitor. */
  function decideOnce(request: Request, body: object): Promise<Decided> {
    const known = firstViews.get(request);
    if (known !== undefined) return known;
    const decided = decide(body);
    firstViews.set(request, decided);
    return decided;
  }

  function toUndecided(): Decided {
    return { decision: toDefaultDecision(defaults, ["api"]), setCookies: [] };
  }

  async function handle(request: Request, handled: HandleOptions = {}): Promise<FacetResult> {
    const requestHeaders = withoutFacetHeaders(request.headers);
    const url = publicUrl(request, site);
    if (isBypassed(request, url)) {
      const decision = toDefaultDecision(defaults, []);
      return {
        decision,
        requestHeaders,
        responseHeaders: new Headers(),
        setCookies: [],
        bypass: true,
      };
    }
    const startedAt = now();
    const visitor = readVisitorCookie(request, url);
    const { address, decide: overrides } = handled;
    const body = toDecideRequest(request, { url, visitor, address, decide: overrides });
    const isFirst = visitor === undefined && overrides === undefined;
    const { decision, setCookies } = await (isFirst ? decideOnce(request, body) : decide(body));
    const responseHeaders = new Headers({
      "cache-control": "private, no-store",
      "server-timing": `facet;dur=${now() - startedAt}`,
    });
    if (decision.degraded.length > 0) {
      responseHeaders.set("facet-degraded", decision.degraded.join(", "));
    }
    const cookies = withSetCookies(requestHeaders.get("cookie"), setCookies);
    if (setCookies.length > 0 && cookies !== null) requestHeaders.set("cookie", cookies);
    if (setCookies.length > 0 && cookies === null) requestHeaders.delete("cookie");
    if (decision.decisionId !== "") requestHeaders.set("facet-decision", decision.decisionId);
    return { decision, requestHeaders, responseHeaders, setCookies };
  }

  return {
    handle,
    track: (subject, event) => reporter.track(subject, event),
    lead: (subject, lead) => reporter.lead(subject, lead),
    handleEvents: createEndpoint({ reporter, handle, site }),
  };
}

/** The request's headers without any `Facet-*`: only the layer that decides may set those. */
function withoutFacetHeaders(headers: Headers): Headers {
  const kept = new Headers();
  for (const [name, value] of headers) {
    if (!name.startsWith("facet-")) kept.append(name, value);
  }
  return kept;
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
