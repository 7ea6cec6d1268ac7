import {
  type LeadRequest,
  leadRequestSchema,
  type LeadResponse,
  leadResponseSchema,
} from "@facet/protocol";
import type { Access } from "../access/access.ts";
import type { Caller } from "../access/caller.ts";
import { enterWithBody } from "../access/key-in-body.ts";
import type { FormTokens } from "../events/form-token.ts";
import type { Ingest } from "../events/ingest.ts";
import type { LeadOutcome, TakeLead } from "../events/lead-intake.ts";
import { suspect } from "../events/lead-suspicion.ts";
import { consentOf, createSubjectFinder, type SubjectFinder } from "../events/subject.ts";
import { MAX_BODY_BYTES, type ReadBody } from "../http/body.ts";
import {
  type FormPost,
  isFormPost,
  pageOrigin,
  parseFormPost,
  toResultUrl,
} from "../http/form-post.ts";
import { parseJson } from "../http/json.ts";
import { parseWith } from "../http/parse.ts";
import { ApiProblem } from "../http/problem.ts";
import type { Route, RouteContext } from "../http/route.ts";
import { textOf, toRecord } from "../json.ts";
import { thanksOf } from "../rulesets/named-form.ts";
import type { Identities } from "../visitors/identities.ts";

/** What the route of submits needs. */
export interface LeadRoutesOptions {
  readonly access: Pick<Access, "authenticate" | "holdKeyless">;
  readonly ingest: Pick<Ingest, "ruleset">;
  readonly takeLead: TakeLead;
  readonly tokens: Pick<FormTokens, "check">;
  readonly identities: Identities;
  readonly readBody: ReadBody;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const IDEMPOTENCY_KEY = /^"?([\x21\x23-\x7e]{1,200})"?$/u;

/** `POST /v1/leads`. */
export function createLeadRoutes(options: LeadRoutesOptions): Route[] {
  return [
    {
      method: "POST",
      path: "/v1/leads",
      operation: {
        id: "lead",
        tag: "Events",
        summary: "Take a form's submit",
        description:
          "Checks the fields against the form of the offer or slot, keeps them as the visitor's traits, records the form's event and sends the site's webhooks. A slot shows another form under another rule: `rule` and `variant`, or `experiment` and `arm`, say which one it was, else it is held against the slot's default. 200 means that the lead is on disk. What a page sends, by itself or through its server with `form`, has to carry the decision's `formToken` and to come at least two seconds after it; else it is answered the same, but waits in quarantine. A form without JavaScript may post here itself (`application/x-www-form-urlencoded`, hidden inputs `_facet_slot`, `_facet_offer`, `_facet_rule`, `_facet_variant`, `_facet_experiment`, `_facet_arm`, `_facet_decision`, `_facet_page`, `_facet_token`) and is sent back to its page with 303.",
        body: {
          schema: leadRequestSchema,
          example: { slot: "lead.form", fields: { phone: "+7 495 123-45-67" } },
          form: true,
        },
        responses: {
          200: { description: "On disk, or already known.", schema: leadResponseSchema },
          303: { description: "A form post: back to its page, with the outcome in the query." },
          409: { description: "Something else was sent with this id before." },
          422: { description: "Fields that need another value, each with its path." },
        },
      },
      access: "handler",
      async handler(c) {
        const { caller, body } = await enterWithBody(c, {
          access: options.access,
          read: async () => readSubmit(c, await options.readBody(c, MAX_BODY_BYTES)),
          writeKeyOf: ({ lead }) => textOf(lead["writeKey"]),
        });
        const { lead, post } = body;
        if (post !== undefined) return answerFormPost(c, { post, posted: lead, caller }, options);
        const { id, isDuplicate, message } = await takeLead(c, { lead, caller }, options);
        return c.json<LeadResponse>({
          success: true,
          lead: id,
          duplicate: isDuplicate,
          ...(message === undefined ? {} : { message }),
        });
      },
    },
  ];
}

/** A submit, and what else a plain form post said. */
interface ReadSubmit {
  readonly lead: LeadRequest;
  readonly post?: FormPost;
}

function readSubmit(c: RouteContext, text: string): ReadSubmit {
  if (!isFormPost(c.req, text)) return { lead: parseWith(leadRequestSchema, parseJson(text)) };
  const post = parseFormPost(text);
  return { lead: parseWith(leadRequestSchema, post.lead), post };
}

async function answerFormPost(
  c: RouteContext,
  submit: { readonly post: FormPost; readonly posted: LeadRequest; readonly caller: Caller },
  options: LeadRoutesOptions,
): Promise<Response> {
  const { post, posted, caller } = submit;
  const origin = pageOrigin(c.req, caller);
  const url = URL.parse(post.page ?? "", origin)?.href;
  const lead = url === undefined ? posted : { ...posted, url };
  const form = lead.slot ?? lead.offer ?? "form";
  const back = (status: "thanks" | "error", fields: readonly string[]): Response =>
    c.redirect(toResultUrl(c.req, { origin, page: post.page }, { form, status, fields }), 303);
  try {
    await takeLead(c, { lead, caller }, options);
    return back("thanks", []);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== "invalid-fields") throw error;
    const fields = (error.errors ?? []).map(({ path }) => path.replace(/^\$\.fields\.?/u, ""));
    return back("error", fields);
  }
}

async function takeLead(
  c: RouteContext,
  { lead, caller }: { readonly lead: LeadRequest; readonly caller: Caller },
  options: LeadRoutesOptions,
): Promise<LeadOutcome & { readonly message: string | undefined }> {
  const ruleset = options.ingest.ruleset(caller.site);
  const at = options.now();
  const isServer = caller.rights === "secret";
  const cookieUrl = isServer ? lead.url : c.req.url;
  const finder = createSubjectFinder(
    {
      ruleset,
      now: at,
      cookieHeader: c.req.header("cookie"),
      gpc: c.req.header("sec-gpc"),
      cookieUrl,
      isIdle: false,
    },
    options.identities,
  );
  const outcome = await options.takeLead({
    request: lead,
    idempotencyKey: readIdempotencyKey(c),
    ruleset,
    now: at,
    suspect: () => suspect({ caller, form: lead.form, now: at }, options.tokens),
    identify: () =>
      finder.find({
        named: isServer ? lead.visitorId || lead.anonymousId || undefined : undefined,
        state: isServer ? textOf(lead["state"]) : undefined,
        asked: consentOf(toRecord(lead["context"])),
        purposes: ["storage"],
      }),
  });
  const change = { ruleset, now: at, pageUrl: cookieUrl, entries: [] };
  const cookies = await cookiesOf(outcome, finder, (identity) =>
    options.identities.cookiesFor(identity, change),
  );
  for (const cookie of cookies) c.header("Set-Cookie", cookie, { append: true });
  const { form } = outcome;
  const message = form && thanksOf(form, ruleset, c.req.header("accept-language"));
  return { ...outcome, message };
}

/** What waits in quarantine is answered as what counts is: who is new gets a cookie. */
async function cookiesOf(
  { receipt, identity }: LeadOutcome,
  finder: SubjectFinder,
  make: (identity: NonNullable<LeadOutcome["identity"]>) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  if (receipt !== undefined) return finder.cookies([receipt]);
  return identity?.isNew === true ? make(identity) : [];
}

/**
 * The header `Idempotency-Key`, with or without the quotes of its draft.
 *
 * @throws ApiProblem `invalid-request` where it is none.
 */
function readIdempotencyKey(c: RouteContext): string | undefined {
  const header = c.req.header("idempotency-key");
  if (header === undefined) return undefined;
  const key = IDEMPOTENCY_KEY.exec(header.trim())?.[1];
  if (key !== undefined) return key;
  throw new ApiProblem({
    code: "invalid-request",
    detail:
      "The header Idempotency-Key is not 1 to 200 visible characters. Send a UUID, for example.",
  });
}
