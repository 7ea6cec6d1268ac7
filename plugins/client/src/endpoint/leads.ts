import { FORM_INPUTS } from "../form-names.ts";
import { forgetRefusedForm, keepRefusedForm, withFormOutcome } from "../form-outcome.ts";
import type { CookiePlace } from "../form-outcome.ts";
import { publicUrl } from "../facts.ts";
import { safeUrl } from "../url.ts";
import { asString, isRecord } from "../json.ts";
import type { PageFacts, Reporter } from "../report.ts";
import type { FacetLead, LeadResult } from "../types.ts";
import { jsonAnswer, problemAnswer, seeOther } from "./answer.ts";
import { parseFormBody, parseJsonBody, readBody } from "../body.ts";
import { toOwnPath } from "./origin.ts";

const MAX_BYTES = 262_144;
const MAX_FIELDS = 100;

/** What a submit says of where it comes from. */
const ABOUT = ["slot", "offer", "rule", "variant", "experiment", "arm", "decisionId"] as const;
/** What it is judged by. */
const JUDGED = ["token", "trap"] as const;

interface Submit {
  readonly lead: FacetLead;
  /** Present: a plain form post, answered with a redirect back to this path. */
  readonly backTo?: string;
}

/**
 * `POST …/leads`: JSON from the page runtime → 200 `{ lead, message|redirect }` or 422 with errors;
 * a plain form post → 303 to the page, with the outcome in the query and, where fields
 * are to mend, what was typed in a cookie.
 */
export async function answerLeads(
  request: Request,
  reporter: Reporter,
  options: { readonly page: PageFacts; readonly site: URL | undefined },
): Promise<Response> {
  const bytes = await readBody(request, MAX_BYTES);
  if (bytes === undefined) {
    return problemAnswer(413, "Too large", { detail: `Send at most ${MAX_BYTES} bytes.` });
  }
  const submit = await toSubmit(request, bytes, options.site);
  if (submit === undefined) {
    return problemAnswer(400, "Not a form", {
      detail: `Expected JSON {"fields": {…}} or a form post with at most ${MAX_FIELDS} fields.`,
    });
  }
  const result = await reporter.lead(request, submit.lead, options.page);
  if (submit.backTo !== undefined) {
    const isSecure = publicUrl(request, options.site).protocol === "https:";
    return toRedirect(result, submit.lead, { path: submit.backTo, isSecure });
  }
  if (result.ok) {
    const { cookies, ok: _, ...body } = result;
    return jsonAnswer(200, body, cookies);
  }
  const status = result.status >= 400 && result.status < 500 ? result.status : 503;
  const errors = result.errors.map(({ field, message }) => ({ path: field, message }));
  return problemAnswer(status, "Not sent", { detail: result.message, errors });
}

async function toSubmit(
  request: Request,
  bytes: Uint8Array<ArrayBuffer>,
  site: URL | undefined,
): Promise<Submit | undefined> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)/i.test(contentType)) {
    const lead = toLead(parseJsonBody(bytes));
    return lead === undefined ? undefined : { lead };
  }
  const form = await parseFormBody(bytes, contentType);
  if (form === undefined || form.size > MAX_FIELDS) return undefined;
  const backTo =
    toOwnPath(form.get(FORM_INPUTS.page), request, site) ??
    toOwnPath(request.headers.get("referer"), request, site) ??
    "/";
  const own = new Set<string>(Object.values(FORM_INPUTS));
  const fields = Object.fromEntries([...form].filter(([name]) => !own.has(name)));
  return { lead: leadOf(fields, (name) => form.get(FORM_INPUTS[name])), backTo };
}

function toLead(body: unknown): FacetLead | undefined {
  const fields = isRecord(body) ? body["fields"] : undefined;
  if (!isRecord(body) || !isRecord(fields)) return undefined;
  const entries = Object.entries(fields);
  if (entries.length > MAX_FIELDS || !entries.every(([, value]) => isScalar(value)))
    return undefined;
  const messageId = asString(body["messageId"]);
  const form = isRecord(body["form"]) ? body["form"] : {};
  const judged: ReadonlySet<string> = new Set(JUDGED);
  return {
    // Every value was checked above.
    ...leadOf(fields as FacetLead["fields"], (name) =>
      asString(judged.has(name) ? form[name] : body[name]),
    ),
    ...(messageId === undefined || messageId === "" ? {} : { messageId }),
  };
}

function leadOf(
  fields: FacetLead["fields"],
  read: (name: (typeof ABOUT | typeof JUDGED)[number]) => string | undefined,
): FacetLead {
  const told = (names: readonly (typeof ABOUT | typeof JUDGED)[number][]) =>
    names.flatMap((name) => {
      const value = read(name);
      return value === undefined || value === "" ? [] : [[name, value] as const];
    });
  return { fields, ...Object.fromEntries(told(ABOUT)), form: Object.fromEntries(told(JUDGED)) };
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function toRedirect(
  result: LeadResult,
  lead: FacetLead,
  { path, isSecure }: CookiePlace,
): Response {
  const form = lead.slot ?? lead.offer ?? "form";
  const page = { path, isSecure };
  if (result.ok) {
    const cookies = [...result.cookies, forgetRefusedForm(page)];
    const { redirect } = result;
    if (redirect !== undefined) return seeOther(safeUrl(redirect), cookies);
    return seeOther(withFormOutcome(path, { form, status: "thanks", wrong: [] }), cookies);
  }
  const wrong = result.errors.map(({ field }) => field);
  const typed = Object.entries(lead.fields).map(([name, value]) => [name, String(value)] as const);
  const values = Object.fromEntries(typed);
  return seeOther(withFormOutcome(path, { form, status: "error", wrong }), [
    keepRefusedForm({ form, values }, page),
  ]);
}
