import { expect, it } from "vitest";
import { toRequestFacts } from "../src/facts.ts";

it("a request's headers are known by lower-case name, and win over those of the call", () => {
  const request = { url: "/okna", headers: { "Accept-Language": "ru", COOKIE: "theirs" } };
  const own = { cookie: "ours", "sec-gpc": "1", "x-none": undefined };
  const facts = toRequestFacts(request, { now: 7, headers: own });
  expect(facts).toMatchObject({ url: "/okna", now: 7 });
  expect(facts.headers).toEqual({ "accept-language": "ru", cookie: "theirs", "sec-gpc": "1" });
});

it("a header named like a part of every object is a header", () => {
  const headers = JSON.parse('{"__proto__":"x","Constructor":"y"}') as Record<string, string>;
  const facts = toRequestFacts({ headers }, { now: 0 });
  expect(Object.entries(facts.headers ?? {})).toEqual([
    ["__proto__", "x"],
    ["constructor", "y"],
  ]);
});
