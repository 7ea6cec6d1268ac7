import type { HonoRequest } from "hono";
import type { Caller } from "../access/caller.ts";
import { isLoopbackOrigin } from "./loopback.ts";

/** Hidden inputs by which a form without JavaScript says what it is. */
const INPUTS = new Map([
  ["_facet_slot", "slot"],
  ["_facet_offer", "offer"],
  ["_facet_rule", "rule"],
  ["_facet_variant", "variant"],
  ["_facet_experiment", "experiment"],
  ["_facet_arm", "arm"],
  ["_facet_decision", "decisionId"],
]);
const PAGE_INPUT = "_facet_page";
/** Inputs of which a submit is judged, by their names in the lead's `form`. */
const JUDGED = new Map([
  ["_facet_token", "token"],
  ["_facet_website", "trap"],
]);

/** A form post, read. */
export interface FormPost {
  /** The lead as its JSON body would be; not validated. */
  readonly lead: unknown;
  /** Path of the page to go back to, as the form says. */
  readonly page?: string;
}

/** What became of a form post. */
export interface FormResult {
  /** Id of the slot or offer. */
  readonly form: string;
  readonly status: "thanks" | "error";
  /** Names of the fields that need another value. */
  readonly fields: readonly string[];
}

/**
 * Whether a browser posted a form without JavaScript. JSON under a form's content type, as `curl -d`
 * sends it, is JSON.
 */
export function isFormPost(request: HonoRequest, text: string): boolean {
  const type = request.header("content-type") ?? "";
  return /^application\/x-www-form-urlencoded\b/iu.test(type) && !/^\s*[{[]/u.test(text);
}

/** Reads `application/x-www-form-urlencoded` (WHATWG URL) into a lead. */
export function parseFormPost(text: string): FormPost {
  const fields = new Map<string, string>();
  const lead = new Map<string, unknown>();
  const form = new Map<string, string>();
  let page: string | undefined;
  for (const [name, value] of new URLSearchParams(text)) {
    const field = INPUTS.get(name);
    const judged = JUDGED.get(name);
    if (judged !== undefined) {
      form.set(judged, value);
    } else if (field !== undefined) {
      if (value !== "") lead.set(field, value);
    } else if (name === PAGE_INPUT) {
      page = value;
    } else {
      fields.set(name, value);
    }
  }
  lead.set("fields", Object.fromEntries(fields));
  lead.set("form", Object.fromEntries(form));
  return { lead: Object.fromEntries(lead), ...(page === undefined ? {} : { page }) };
}

/**
 * The origin of the page that a form was posted from: the one that the key allows; without any key a
 * page that this machine serves, else the service itself.
 */
export function pageOrigin(request: HonoRequest, caller: Pick<Caller, "origin" | "keyId">): string {
  const own = new URL(request.url).origin;
  if (caller.origin !== undefined || caller.keyId !== undefined) return caller.origin ?? own;
  const referrer = URL.parse(request.header("referer") ?? "");
  const from = request.header("origin") ?? referrer?.origin ?? "";
  return isLoopbackOrigin(from) ? from : own;
}

/**
 * Where to send the browser: to the page of the form, always on the origin that it came from, with
 * the outcome in the query.
 */
export function toResultUrl(
  request: HonoRequest,
  { origin, page }: { readonly origin: string; readonly page: string | undefined },
  { form, status, fields }: FormResult,
): string {
  const wanted = URL.parse(page ?? request.header("referer") ?? "/", origin);
  const back = wanted?.origin === new URL(origin).origin ? wanted : new URL("/", origin);
  back.searchParams.set("facet-form", form);
  back.searchParams.set("facet-status", status);
  back.searchParams.delete("facet-fields");
  if (fields.length > 0) back.searchParams.set("facet-fields", fields.join(","));
  back.hash = `facet-${form}`;
  return back.href;
}
