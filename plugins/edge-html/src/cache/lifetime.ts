/**
 * How long an origin lets everybody share its answer (RFC 9111), in seconds; 0: not at all.
 * `undefined`: the origin does not say. What sets a cookie, or differs by anything but the encoding,
 * is nobody else's.
 */
export function sharedLifetimeSeconds(headers: Headers): number | undefined {
  const vary = (headers.get("vary") ?? "").toLowerCase().split(",");
  const differs = vary.some((name) => !["", "accept-encoding"].includes(name.trim()));
  if (differs || headers.has("set-cookie")) return 0;
  const text = headers.get("cache-control") ?? headers.get("pragma");
  if (text === null) return undefined;
  const directives = toDirectives(text);
  if (["private", "no-store", "no-cache"].some((name) => directives.has(name))) return 0;
  const age = directives.get("s-maxage") ?? directives.get("max-age");
  if (age === undefined) return undefined;
  const seconds = Number(age);
  return seconds > 0 ? Math.floor(seconds) : 0;
}

function toDirectives(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(",").map((directive) => {
      const [name = "", value = ""] = directive.toLowerCase().split("=", 2);
      return [name.trim(), value.trim().replaceAll('"', "")];
    }),
  );
}
