import {
  FACET_EVENTS,
  type LeadRequest,
  leadRequestSchema,
  type LeadResponse,
  leadResponseSchema,
} from "@facet/protocol";
import { v7 as uuidv7 } from "uuid";
import type { JsonObject, Ruleset } from "@facet/engine";
import { chooseLocale } from "../context/index.ts";
import { consentOf } from "../events/subject.ts";
import type { Ingest, Receipt } from "../events/ingest.ts";
import { readLeadFields } from "../events/lead-fields.ts";
import { isFormPost, parseFormPost, toResultUrl } from "../http/form-post.ts";
import { MAX_BODY_BYTES, type ReadBody } from "../http/body.ts";
import { parseJson } from "../http/json.ts";
import { parseWith, unknownName } from "../http/parse.ts";
import { ApiProblem } from "../http/problem.ts";
import type { Route, RouteContext } from "../http/route.ts";
import { textOf, toRecord } from "../json.ts";
import { formsOf } from "../rulesets/forms.ts";
import type { LeadForm } from "../rulesets/lead-form.ts";
import type { VisitorEvent } from "../visitors/visitor.ts";

/** What the lead routes need. */
export interface LeadRoutesOptions {
  readonly ingest: Ingest;
  readonly readBody: ReadBody;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Fields of a lead that say what it came from. */
const ABOUT = [
  "offer",
  "slot",
  "rule",
  "variant",
  "experiment",
  "arm",
  "decisionId",
] as const satisfies readonly (keyof LeadRequest)[];

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
          "Checks the fields against the form of the offer or slot, keeps them as the visitor's traits and records the form's event. A slot shows another form under another rule: `rule` and `variant`, or `experiment` and `arm`, say which one it was, else it is held against the slot's default. 200 means that the lead is on disk. A form without JavaScript may post here itself (`application/x-www-form-urlencoded`, hidden inputs `_facet_slot`, `_facet_offer`, `_facet_rule`, `_facet_variant`, `_facet_experiment`, `_facet_arm`, `_facet_decision`, `_facet_page`) and is sent back to its page with 303.",
        body: {
          schema: leadRequestSchema,
          example: { slot: "lead.form", fields: { phone: "+7 495 123-45-67" } },
          form: true,
        },
        responses: {
          200: { description: "On disk, or already known.", schema: leadResponseSchema },
          303: { description: "A form post: back to its page, with the outcome in the query." },
          422: { description: "Fields that need another value, each with its path." },
        },
      },
      async handler(c) {
        const text = await options.readBody(c, MAX_BODY_BYTES);
        if (isFormPost(c.req, text)) return answerFormPost(c, text, options);
        const lead = parseWith(leadRequestSchema, parseJson(text));
        const { receipt, message } = await takeLead(lead, c, options);
        return c.json<LeadResponse>({
          success: true,
          lead: receipt.messageId,
          duplicate: receipt.outcome === "duplicate",
          ...(message === undefined ? {} : { message }),
        });
      },
    },
  ];
}

async function answerFormPost(
  c: RouteContext,
  text: string,
  options: LeadRoutesOptions,
): Promise<Response> {
  const post = parseFormPost(text);
  const lead = parseWith(leadRequestSchema, post.lead);
  const form = lead.slot ?? lead.offer ?? "form";
  try {
    await takeLead(lead, c, options);
    return c.redirect(toResultUrl(c.req, post.page, { form, status: "thanks", fields: [] }), 303);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== "invalid-fields") throw error;
    const fields = (error.errors ?? []).map(({ path }) => path.replace(/^\$\.fields\.?/u, ""));
    return c.redirect(toResultUrl(c.req, post.page, { form, status: "error", fields }), 303);
  }
}

async function takeLead(
  lead: LeadRequest,
  c: RouteContext,
  { ingest, now }: LeadRoutesOptions,
): Promise<{ readonly receipt: Receipt; readonly message?: string }> {
  const ruleset = ingest.ruleset();
  const form = findForm(lead, ruleset);
  const traits = readLeadFields(lead.fields, form);
  const at = now();
  const { offer, url } = lead;
  const about = aboutOf(lead);
  const properties = { ...about, fields: traits };
  const name = form?.event ?? FACET_EVENTS.leadSubmitted;
  const submit: VisitorEvent = { name, at, properties, traits, submission: true };
  const conversion: VisitorEvent = {
    name: FACET_EVENTS.offerConverted,
    at,
    properties: about,
  };
  const receipt = await ingest.take(
    {
      messageId: lead.messageId ?? uuidv7(),
      events: offer === undefined ? [submit] : [submit, conversion],
      subject: {
        visitorId: lead.visitorId,
        anonymousId: textOf(lead["anonymousId"]),
        state: textOf(lead["state"]),
        cookieHeader: c.req.header("cookie"),
        gpc: c.req.header("sec-gpc"),
        asked: consentOf(toRecord(lead["context"])),
        purposes: ["storage"],
        pageUrl: url,
        bot: false,
      },
      body: { properties, ...(url === undefined ? {} : { url }) },
    },
    ruleset,
  );
  if (receipt.cookie !== undefined) c.header("Set-Cookie", receipt.cookie);
  const message = form && thanksOf(form, ruleset, c.req.header("accept-language"));
  return { receipt, ...(message === undefined ? {} : { message }) };
}

/** What the lead came from, as it is kept with the event. */
function aboutOf(lead: LeadRequest): JsonObject {
  const named = ABOUT.flatMap((name) => {
    const value = lead[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(named);
}

/** The form's thanks in the visitor's language, else in the site's first. */
function thanksOf(
  { thanks }: LeadForm,
  { artifact }: Ruleset,
  acceptLanguage: string | undefined,
): string | undefined {
  const { locales } = artifact.site;
  const { content } = chooseLocale(locales, acceptLanguage);
  return thanks.get(content) ?? thanks.get(locales[0] ?? "");
}

/**
 * The form that a lead names.
 *
 * @returns `undefined` where it names none.
 * @throws ApiProblem `unknown-name` where there is no such offer or slot, or it has no form.
 */
function findForm(lead: LeadRequest, ruleset: Ruleset): LeadForm | undefined {
  const { offer, slot } = lead;
  const { offerForms, slotForms } = formsOf(ruleset);
  if (offer !== undefined) return lookUp("offer", offer, offerForms);
  return slot === undefined ? undefined : lookUp("slot", slot, slotForms).find(lead);
}

function lookUp<T>(kind: "offer" | "slot", id: string, forms: ReadonlyMap<string, T>): T {
  const form = forms.get(id);
  if (form !== undefined) return form;
  const message = unknownName(`form ${kind}`, id, forms.keys());
  throw new ApiProblem({
    code: "unknown-name",
    detail: `$.${kind}: ${message}`,
    errors: [{ path: `$.${kind}`, message }],
  });
}
