import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPageCall } from "@facet/react";

const QUERY = "facet-form=lead.form&facet-status=error&facet-fields=phone,name";

function call(search: string, cookie = ""): Request {
  return new Request(`https://okna.example/prices${search}`, { headers: { cookie } });
}

describe("what a page's forms know of its request", () => {
  it("is the address to return to", () => {
    expect(readPageCall(call("?gclid=1"))).toEqual({ path: "/prices?gclid=1" });
  });

  it("is what became of the form that the visitor comes from, as data that JSON keeps", () => {
    const kept = { form: "lead.form", values: [["phone", "звоните"]] };
    const cookie = `fct_form=${Buffer.from(JSON.stringify(kept)).toString("base64url")}`;
    const read = readPageCall(call(`?${QUERY}`, cookie));
    expect(read).toEqual({
      path: `/prices?${QUERY}`,
      outcome: {
        form: "lead.form",
        status: "error",
        wrong: ["phone", "name"],
        values: [["phone", "звоните"]],
      },
    });
    expect(JSON.parse(JSON.stringify(read))).toEqual(read);
  });

  it("is no outcome where the address says anything else", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (query) => {
        expect(readPageCall(call(`?${new URLSearchParams(query)}`))).not.toHaveProperty("outcome");
      }),
    );
  });
});
