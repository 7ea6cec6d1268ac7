import { isForMany } from "../exchange.ts";
import type { Exchange } from "../exchange.ts";
import type { Leak } from "../leak.ts";
import { stateCookies } from "../visitor.ts";

/** No header lets a cache or a browser give a page to somebody it is not for. */
export function checkHeaders(exchanges: readonly Exchange[]): readonly Leak[] {
  return exchanges
    .filter(({ answer }) => answer.status === 200)
    .flatMap((exchange) => {
      const got = describe(exchange.answer.headers);
      return expectations(exchange).map((expected) => ({
        kind: "storable" as const,
        where: exchange.label,
        expected,
        got,
      }));
    });
}

function expectations(exchange: Exchange): readonly string[] {
  const { headers } = exchange.answer;
  const browser = headers.get("cache-control");
  if (browser === null) return ["a cache-control header"];
  const broken: string[] = [];
  if (!isAskedAgain(browser)) broken.push("that browsers ask again each time");
  if (!isStorable(headers.get("cdn-cache-control") ?? browser)) return broken;
  if (!isForMany(exchange)) broken.push("that no cache may keep a private page");
  if (stateCookies(headers).length > 0) broken.push("that no cache may keep a visitor's cookie");
  // No request of the suite has a valid code, so a cache that keeps the answer goes by the URL.
  if (exchange.page === "shared") broken.push("that no cache in front keeps what a code decides");
  return broken;
}

/** Whether a cache that many use may keep an answer (RFC 9111, 3). */
function isStorable(directives: string): boolean {
  if (/\b(?:no-store|private)\b/i.test(directives)) return false;
  return !/\bmax-age=0\b/i.test(directives) || /\bs-maxage=[1-9]/i.test(directives);
}

function isAskedAgain(directives: string): boolean {
  return /\b(?:no-store|no-cache)\b/i.test(directives) || /\bmax-age=0\b/i.test(directives);
}

function describe(headers: Headers): string {
  return ["cache-control", "cdn-cache-control", "vary", "set-cookie"]
    .map((name) => `${name}: ${headers.get(name)?.slice(0, 120) ?? "none"}`)
    .join("; ");
}
