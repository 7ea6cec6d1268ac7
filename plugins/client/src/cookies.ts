const HOST_COOKIE = "__Host-fct_v";
const PLAIN_COOKIE = "fct_v";
const OWN_COOKIE = /^(?:__Host-)?fct_[a-z]+=[\x20-\x7e]*$/;
// The service refuses a longer state; such a cookie is not ours.
const MAX_VALUE = 4_096;

/** The visitor's cookie as it came: its name and sealed value. */
export interface VisitorCookie {
  readonly name: string;
  readonly value: string;
}

/**
 * Value of the cookie `name` in a `Cookie` header, as it stands there (RFC 6265, 4.2); the first
 * one where it is repeated.
 */
export function readCookie(header: string | null, name: string): string | undefined {
  if (header === null) return undefined;
  for (const pair of header.split(";")) {
    const equals = pair.indexOf("=");
    if (equals === -1 || pair.slice(0, equals).trim() !== name) continue;
    return pair.slice(equals + 1).trim();
  }
  return undefined;
}

/**
 * The visitor's sealed cookie. The unprefixed name counts on plain http alone: over https a
 * neighbouring subdomain could have set it.
 */
export function readVisitorCookie(request: Request, url: URL): VisitorCookie | undefined {
  const header = request.headers.get("cookie");
  const names = url.protocol === "https:" ? [HOST_COOKIE] : [HOST_COOKIE, PLAIN_COOKIE];
  for (const name of names) {
    const value = readCookie(header, name);
    if (value !== undefined && value !== "" && value.length <= MAX_VALUE) return { name, value };
  }
  return undefined;
}

/** The `Set-Cookie` values that are Facet's own and safe to send on. */
export function ownCookies(values: unknown): string[] {
  if (!Array.isArray(values)) return [];
  return values.filter(
    (value): value is string => typeof value === "string" && OWN_COOKIE.test(value),
  );
}

/**
 * A `Cookie` header as the browser will send it once it has `Set-Cookie` values; null: none.
 *
 * @param header The header as it came.
 */
export function withSetCookies(
  header: string | null,
  setCookies: readonly string[],
): string | null {
  const pairs = (header ?? "").split(";").flatMap((pair) => pair.trim() || []);
  const set = setCookies.map((cookie) => {
    const [pair = "", ...attributes] = cookie.split(";");
    const isDeleted = attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute));
    return { name: nameOf(pair), pair: isDeleted ? [] : [pair.trim()] };
  });
  const names = new Set(set.map(({ name }) => name));
  const merged = [
    ...pairs.filter((pair) => !names.has(nameOf(pair))),
    ...set.flatMap(({ pair }) => pair),
  ];
  return merged.length === 0 ? null : merged.join("; ");
}

function nameOf(pair: string): string {
  return pair.split("=", 1)[0]?.trim() ?? "";
}
