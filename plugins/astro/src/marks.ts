/**
 * Puts onto `to` what Astro has written onto `from` under its own symbols (the adapter's options, the
 * cookies that the page set), which a copy of a `Request` or `Response` loses.
 */
export function carryMarks<T extends Request | Response>(from: T, to: T): T {
  for (const mark of Object.getOwnPropertySymbols(from)) {
    if (Symbol.keyFor(mark)?.startsWith("astro.")) Reflect.set(to, mark, Reflect.get(from, mark));
  }
  return to;
}
