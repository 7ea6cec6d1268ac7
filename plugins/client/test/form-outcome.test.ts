import { assert, base64String, dictionary, jsonValue, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { createFacet, hasFormOutcome, readFormOutcome } from "@facet/client";
import { forgetRefusedForm, keepRefusedForm, withFormOutcome } from "../src/form-outcome.ts";

const PLACE = { path: "/okna?a=1", isSecure: true };
const REFUSED = withFormOutcome("/okna?a=1", {
  form: "lead.form",
  status: "error",
  wrong: ["phone"],
});

/** The request that the browser makes next, with what it was told to keep. */
function next(path: string, cookie: string): Request {
  const [pair = ""] = cookie.split(";");
  return new Request(new URL(path, "https://site.example"), { headers: { cookie: pair } });
}

describe("a form that posted itself and was refused", () => {
  it("has what was typed in a cookie of its page, and nothing of it in an address", () => {
    const values = { phone: "12", name: 'Анна; "А"' };
    const cookie = keepRefusedForm({ form: "lead.form", values }, PLACE);
    expect(cookie).toMatch(
      /^fct_form=[\w-]+; Path=\/okna; Max-Age=300; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect(REFUSED).toBe(
      "/okna?a=1&facet-form=lead.form&facet-status=error&facet-fields=phone#facet-lead.form",
    );
    const outcome = readFormOutcome(next(REFUSED, cookie));
    expect(outcome).toMatchObject({ form: "lead.form", status: "error", wrong: ["phone"] });
    expect(Object.fromEntries(outcome?.values ?? [])).toEqual(values);
  });

  it("keeps nothing for another form, for thanks, or for a page without an outcome", () => {
    const cookie = keepRefusedForm({ form: "lead.form", values: { phone: "12" } }, PLACE);
    const other = withFormOutcome("/", { form: "other", status: "error", wrong: [] });
    expect(readFormOutcome(next(other, cookie))?.values.size).toBe(0);
    const thanks = withFormOutcome("/", { form: "lead.form", status: "thanks", wrong: [] });
    expect(readFormOutcome(next(thanks, cookie))?.values.size).toBe(0);
    expect(readFormOutcome(next("/okna", cookie))).toBeUndefined();
    expect(readFormOutcome(next("/okna?facet-form=f&facet-status=odd", cookie))).toBeUndefined();
  });

  it("gives up the longest texts where a browser would not keep them all", () => {
    const values = { phone: "12", note: "я".repeat(2_000), long: "x".repeat(9_000) };
    const cookie = keepRefusedForm({ form: "f", values }, PLACE);
    expect(cookie.length).toBeLessThan(4_096);
    const page = withFormOutcome("/okna", { form: "f", status: "error", wrong: [] });
    expect([...(readFormOutcome(next(page, cookie))?.values ?? [])]).toEqual([["phone", "12"]]);
  });

  it("is forgotten with the same name and path", () => {
    expect(forgetRefusedForm({ path: "/okna", isSecure: false })).toBe(
      "fct_form=; Path=/okna; Max-Age=0; HttpOnly; SameSite=Lax",
    );
    // A semicolon would end the attribute.
    expect(forgetRefusedForm({ path: "/a;Domain=b", isSecure: false })).toContain("Path=/;");
  });

  it("marks a page as one visitor's", () => {
    expect(hasFormOutcome(new URL(REFUSED, "https://site.example"))).toBe(true);
    expect(hasFormOutcome(new URL("https://site.example/okna?a=1"))).toBe(false);
  });

  it("has a page that no cache keeps", async () => {
    const cache = { scope: "shared", key: "abcde-1", maxAge: 300, swr: 600, tags: [], varies: [] };
    const decision = { decisionId: "d", rules: "r", page: "home", slots: {}, offers: [] };
    const facet = createFacet({
      api: "http://127.0.0.1:9",
      timeoutMs: 2_000,
      fetch: () => Promise.resolve(Response.json({ ...decision, visitor: {}, cache })),
    });
    const scopeOf = async (path: string) =>
      (await facet.handle(new Request(new URL(path, "https://site.example")))).scope;
    expect(await scopeOf("/okna")).toBe("shared");
    expect(await scopeOf(REFUSED)).toBe("private");
  });

  it("reads back whatever was typed, as long as it fits", () => {
    const page = withFormOutcome("/", { form: "f", status: "error", wrong: [] });
    const typed = dictionary(
      string({ unit: "grapheme", maxLength: 20 }),
      string({ unit: "grapheme", maxLength: 40 }),
      { maxKeys: 8 },
    );
    assert(
      property(typed, (values) => {
        const cookie = keepRefusedForm({ form: "f", values }, PLACE);
        const read = readFormOutcome(next(page, cookie))?.values ?? new Map();
        expect([...read]).toEqual(Object.entries(values));
      }),
    );
  });

  it("is not broken by any cookie", () => {
    const page = withFormOutcome("/", { form: "f", status: "error", wrong: [] });
    assert(
      property(base64String(), jsonValue(), (text, value) => {
        const json = btoa(encodeURIComponent(JSON.stringify({ form: "f", values: value })));
        for (const kept of [text, json]) {
          expect(readFormOutcome(next(page, `fct_form=${kept}`))?.values).toBeInstanceOf(Map);
        }
      }),
    );
  });
});
