import { readCookie } from "./cookies.ts";
import { FORM_RESULT } from "./form-names.ts";
import { isRecord } from "./json.ts";

/** What became of a form that posted itself, for the page that the browser is sent back to. */
export interface FormOutcome {
  /** Id of the slot or offer. */
  readonly form: string;
  readonly status: "thanks" | "error";
  /** Names of the fields to mend. */
  readonly wrong: readonly string[];
  /** By field: what was typed. One visitor's own: a page with it is nobody else's. */
  readonly values: ReadonlyMap<string, string>;
}

/** What a refused form leaves for its page. */
export interface RefusedForm {
  readonly form: string;
  readonly values: Readonly<Record<string, string>>;
}

const COOKIE = "fct_form";
const KEPT_SECONDS = 300;
/** Browsers keep 4,096 bytes, name and attributes included. */
const MAX_VALUE = 3_600;
const COOKIE_PATH = /^\/[\x21-\x3a\x3c-\x7e]*$/;
const NAMES = Object.values(FORM_RESULT);

/** Whether a page tells of a form: it is then this visitor's alone, and no cache may keep it. */
export function hasFormOutcome({ searchParams }: URL): boolean {
  return searchParams.has(FORM_RESULT.status);
}

/**
 * Reads what became of a form from the request of the page after it: its address says which form and
 * which fields, a cookie of five minutes what was typed, so that no address holds that.
 */
export function readFormOutcome(request: Request): FormOutcome | undefined {
  const { searchParams } = new URL(request.url);
  const form = searchParams.get(FORM_RESULT.form);
  const status = searchParams.get(FORM_RESULT.status);
  if (form === null || (status !== "thanks" && status !== "error")) return undefined;
  return {
    form,
    status,
    wrong: (searchParams.get(FORM_RESULT.fields) ?? "").split(",").filter((name) => name !== ""),
    values: status === "error" ? readKept(request.headers.get("cookie"), form) : new Map(),
  };
}

/** `path` with an outcome in its query, and without the one before. */
export function withFormOutcome(
  path: string,
  outcome: {
    readonly form: string;
    readonly status: "thanks" | "error";
    readonly wrong: readonly string[];
  },
): string {
  const [pathname = "/", search = ""] = path.split(/\?(.*)/s);
  const query = new URLSearchParams(search);
  for (const name of NAMES) query.delete(name);
  query.set(FORM_RESULT.form, outcome.form);
  query.set(FORM_RESULT.status, outcome.status);
  if (outcome.wrong.length > 0) query.set(FORM_RESULT.fields, outcome.wrong.join(","));
  return `${pathname}?${query}#facet-${encodeURIComponent(outcome.form)}`;
}

/**
 * A `Set-Cookie` value that keeps what was typed for the page at `path`. What does not fit is left
 * out, the longest first.
 */
export function keepRefusedForm({ form, values }: RefusedForm, page: CookiePlace): string {
  let kept = Object.entries(values).filter(([, text]) => text.length <= MAX_VALUE);
  let value = encode(form, kept);
  while (value.length > MAX_VALUE && kept.length > 0) {
    const longest = Math.max(...kept.map(([, text]) => text.length));
    kept = kept.filter(([, text]) => text.length < longest);
    value = encode(form, kept);
  }
  return toCookie(value, KEPT_SECONDS, page);
}

/** A `Set-Cookie` value that forgets it. */
export function forgetRefusedForm(page: CookiePlace): string {
  return toCookie("", 0, page);
}

/** Where a cookie is valid. */
export interface CookiePlace {
  readonly path: string;
  readonly isSecure: boolean;
}

function toCookie(value: string, maxAge: number, { path, isSecure }: CookiePlace): string {
  const [pathname = "/"] = path.split("?");
  const place = COOKIE_PATH.test(pathname) ? pathname : "/";
  const secure = isSecure ? "; Secure" : "";
  return `${COOKIE}=${value}; Path=${place}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

function encode(form: string, values: readonly (readonly [string, string])[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ form, values }));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decode(value: string): unknown {
  const binary = atob(value.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

function readKept(header: string | null, form: string): FormOutcome["values"] {
  try {
    const kept = decode(readCookie(header, COOKIE) ?? "");
    const values = isRecord(kept) && kept["form"] === form ? kept["values"] : undefined;
    return new Map(Array.isArray(values) ? values.filter(isEntry) : []);
  } catch {
    // Empty, cut short or not ours: nothing was kept.
    return new Map();
  }
}

function isEntry(value: unknown): value is [string, string] {
  return (
    Array.isArray(value) && value.length === 2 && value.every((text) => typeof text === "string")
  );
}
