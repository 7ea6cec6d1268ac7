import { readConsent } from "./consent.ts";
import { ownCookies, readVisitorCookie } from "./cookies.ts";
import { FacetError } from "./error.ts";
import { MAX_URL, publicUrl } from "./facts.ts";
import { asString, isRecord } from "./json.ts";
import { callUntilTaken } from "./retry.ts";
import { problemDetail, toStatusError } from "./transport.ts";
import type { ApiAnswer, Connection } from "./transport.ts";
import type {
  FacetEvent,
  FacetLead,
  FieldError,
  LeadResult,
  Subject,
  TrackResult,
} from "./types.ts";

/** Passes events and leads on to the service; events of a visitor who refused are passed over. */
export interface Reporter {
  track(subject: Subject, event: FacetEvent, page?: PageFacts): Promise<TrackResult>;
  lead(subject: Subject, lead: FacetLead, page?: PageFacts): Promise<LeadResult>;
}

/** Where an event happened, when that is not the request's own URL. */
export interface PageFacts {
  readonly url?: string;
  readonly address?: string;
}

/** Makes a reporter over one connection. */
export function createReporter(options: {
  /** Absent: there is no service, and nothing is reported. */
  readonly connection: Connection | undefined;
  readonly site: URL | undefined;
  readonly timeoutMs: number;
}): Reporter {
  const { connection, timeoutMs } = options;

  function send(path: string, subject: Subject, body: { messageId?: string }, page: PageFacts) {
    if (connection === undefined) {
      throw new FacetError("CONFIG", 'nowhere to report to: createFacet has no "api"');
    }
    const about =
      subject instanceof Request
        ? aboutRequest(subject, options.site, page)
        : { body: subject, headers: {} };
    // One id for all attempts: what was stored and not acknowledged is stored once.
    const { messageId = crypto.randomUUID() } = body;
    return callUntilTaken(connection, {
      path,
      body: { ...body, messageId, ...about.body },
      headers: about.headers,
      timeoutMs,
    });
  }

  return {
    async track(subject, event, page = {}) {
      if (isRefused(subject)) return { ok: true, cookies: [] };
      try {
        const answer = await send("v1/track", subject, event, page);
        if (answer.status === 200) return toTracked(answer);
        return { ok: false, status: answer.status, message: toStatusError(answer).message };
      } catch (error) {
        return { ok: false, status: 503, message: messageOf(error) };
      }
    },
    async lead(subject, lead, page = {}) {
      try {
        return toLeadResult(await send("v1/leads", subject, lead, page));
      } catch (error) {
        return { ok: false, status: 503, message: messageOf(error), errors: [] };
      }
    },
  };
}

function aboutRequest(request: Request, site: URL | undefined, page: PageFacts) {
  const url = publicUrl(request, site);
  const visitor = readVisitorCookie(request, url);
  const consent = readConsent(request);
  const optOut = request.headers.get("sec-gpc");
  const languages = request.headers.get("accept-language");
  const pageUrl = (page.url ?? url.href).slice(0, MAX_URL);
  return {
    body: {
      url: pageUrl,
      ...(visitor === undefined ? {} : { state: visitor.value }),
      // Segment's names, which the service takes.
      context: {
        page: { url: pageUrl, path: new URL(pageUrl).pathname },
        userAgent: request.headers.get("user-agent") ?? undefined,
        ip: page.address,
        ...(consent === undefined ? {} : { consent: { categoryPreferences: consent } }),
      },
    },
    headers: {
      ...(visitor === undefined ? {} : { cookie: `${visitor.name}=${visitor.value}` }),
      ...(optOut === null ? {} : { "sec-gpc": optOut }),
      ...(languages === null ? {} : { "accept-language": languages }),
    },
  };
}

/** Whether the visitor refused to have events kept. A form they send themselves is another matter. */
function isRefused(subject: Subject): boolean {
  if (!(subject instanceof Request)) return false;
  const consent = readConsent(subject);
  return consent !== undefined && !(consent.storage && consent.analytics);
}

function toTracked({ body, cookies }: ApiAnswer): TrackResult {
  const list = isRecord(body) && Array.isArray(body["quarantined"]) ? body["quarantined"] : [];
  const tracked = { ok: true, cookies: ownCookies(cookies) } as const;
  const [first]: unknown[] = list;
  if (!isRecord(first)) return tracked;
  const { path, message } = first;
  return { ...tracked, quarantined: `${asString(path) ?? "$"}: ${asString(message) ?? ""}` };
}

function toLeadResult(answer: ApiAnswer): LeadResult {
  const { body, status } = answer;
  if (status !== 200) {
    const message = problemDetail(body) ?? toStatusError(answer).message;
    return { ok: false, status, message, errors: toFieldErrors(body) };
  }
  const said = isRecord(body) ? body : {};
  const message = asString(said["message"]);
  const redirect = asString(said["redirect"]);
  return {
    ok: true,
    lead: asString(said["lead"]) ?? null,
    ...(message === undefined ? {} : { message }),
    ...(redirect === undefined ? {} : { redirect }),
    cookies: ownCookies(answer.cookies),
  };
}

// A problem document names the place in the body: `fields.phone` or `$.fields.phone`.
function toFieldErrors(body: unknown): FieldError[] {
  const errors = isRecord(body) && Array.isArray(body["errors"]) ? body["errors"] : [];
  return errors.filter(isRecord).flatMap((error) => {
    const message = asString(error["message"]);
    if (message === undefined) return [];
    const path = asString(error["path"]) ?? asString(error["field"]) ?? "";
    const field = /^(?:\$\.?|\/)?(?:fields[./])?(.*)$/.exec(path)?.[1] ?? "";
    return [{ field: field === "fields" ? "" : field, message }];
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
