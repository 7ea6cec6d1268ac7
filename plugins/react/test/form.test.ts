import * as fc from "fast-check";
import { createElement as h } from "react";
import { renderToStaticMarkup as render } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { FacetForm, toFormResult } from "@facet/react";
import type { FacetFormProps, PageDecision } from "@facet/react";

const content = {
  title: "Call me back",
  submit: "Please do",
  fields: [
    { name: "phone", type: "phone", required: true, label: "Phone" },
    { name: "rooms", type: "select", options: ["1", "2"] },
    { name: "agree", type: "checkbox", label: "I agree" },
    { name: "when", type: "radio", options: ["now", "later"] },
    { name: "from", type: "hidden" },
  ],
};

const decision = {
  decisionId: "d1",
  formToken: "t1",
  slots: {
    "lead.form": { type: "form", content, rule: "r1", variant: "v1", reason: "TARGETING_MATCH" },
    gone: { type: "form", content: null, hidden: true, reason: "DEFAULT" },
  },
  offers: [{ id: "coffee", form: { ...content, title: "Coffee" } }],
} as unknown as PageDecision;

const formOf = (props: Partial<FacetFormProps> = {}) =>
  render(h(FacetForm, { decision, id: "lead.form", ...props }, "Call us"));

describe("a form", () => {
  it("posts by itself, with what its decision says of it", () => {
    const html = formOf();
    expect(html).toContain('action="/~facet/leads" method="post"');
    for (const [name, value] of [
      ["_facet_slot", "lead.form"],
      ["_facet_rule", "r1"],
      ["_facet_variant", "v1"],
      ["_facet_decision", "d1"],
      ["_facet_token", "t1"],
    ]) {
      expect(html).toContain(`<input type="hidden" name="${name}" value="${value}"/>`);
    }
  });

  it("draws every kind of field with its label", () => {
    const html = formOf();
    expect(html).toContain('required="" name="phone"');
    expect(html).toContain('<option value="2">2</option>');
    expect(html).toContain('<input type="checkbox" name="agree"/> I agree');
    expect(html).toContain('<input type="radio" name="when" value="later"/> later');
    expect(html).toContain('<input type="hidden" name="from" value=""/>');
  });

  it("has no page address in it, which a cache would give to others", () => {
    expect(formOf()).not.toContain("_facet_page");
  });

  it("knows nothing of a visitor where the decision is shared", () => {
    const html = render(h(FacetForm, { decision: { slots: decision.slots }, id: "lead.form" }));
    expect(html).toContain('name="_facet_decision" value=""');
    expect(html).toContain('name="_facet_token" value=""');
  });

  it("is an offer's where the id is one's", () => {
    const html = formOf({ id: "coffee" });
    expect(html).toContain('name="_facet_offer" value="coffee"');
    expect(html).toContain("Coffee</h2>");
  });

  it("shows its children without a decision, and nothing where it is hidden", () => {
    expect(formOf({ id: "none" })).toBe("Call us");
    expect(formOf({ id: "gone" })).toBe("");
  });

  it("says its thanks, also where the submit itself has hidden it", () => {
    const thanks = (id: string) =>
      formOf({ id, result: { form: id, status: "thanks", fields: [] }, thanks: "Thanks!" });
    expect(thanks("lead.form")).toContain("Thanks!</p>");
    expect(thanks("gone")).toContain("Thanks!</p>");
  });

  it("marks the fields to mend, of its own submit only", () => {
    const failed = { form: "lead.form", status: "error", fields: ["phone"] } as const;
    expect(formOf({ result: failed })).toContain('aria-invalid="true" name="phone"');
    expect(formOf({ result: failed })).toContain('role="alert"');
    expect(formOf({ result: { ...failed, form: "coffee" } })).not.toContain("aria-invalid");
  });
});

describe("what became of a form", () => {
  it("is read from the query that the redirect leads to", () => {
    const query = "facet-form=lead.form&facet-status=error&facet-fields=phone,name";
    const expected = { form: "lead.form", status: "error", fields: ["phone", "name"] };
    expect(toFormResult(new URLSearchParams(query))).toEqual(expected);
    expect(toFormResult(Object.fromEntries(new URLSearchParams(query)))).toEqual(expected);
  });

  it("is nothing where the query says anything else", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()))),
        (query) => {
          expect(toFormResult(query)).toBeUndefined();
        },
      ),
    );
    expect(toFormResult({ "facet-form": "a", "facet-status": "<b>" })).toBeUndefined();
  });
});
