import { createElement as h } from "react";
import { renderToStaticMarkup as render } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { FacetForm } from "@facet/react";
import type { FacetFormProps, PageDecision, PlainFormOutcome } from "@facet/react";

const content = {
  title: "Call me back",
  submit: "Please do",
  fields: [
    { name: "phone", type: "tel", required: true, label: "Phone" },
    { name: "rooms", type: "select", options: ["1", "2"] },
    { name: "agree", type: "checkbox", label: "I agree" },
    { name: "when", type: "radio", options: ["now", "later"] },
    { name: "from", type: "hidden" },
  ],
};

const decision = {
  decisionId: "d1",
  formToken: "t1",
  path: "/prices?gclid=1",
  slots: {
    "lead.form": { type: "form", content, rule: "r1", variant: "v1", reason: "TARGETING_MATCH" },
    gone: { type: "form", content: null, hidden: true, reason: "DEFAULT" },
  },
  offers: [{ id: "coffee", form: { ...content, title: "Coffee" } }],
} as unknown as PageDecision;

const REFUSED: PlainFormOutcome = {
  form: "lead.form",
  status: "error",
  wrong: ["phone"],
  values: [
    ["phone", 'call "me"'],
    ["rooms", "2"],
    ["agree", "on"],
    ["when", "later"],
    ["from", "forged"],
  ],
};

function formOf(
  { id = "lead.form", ...props }: Partial<FacetFormProps> = {},
  added: Partial<PageDecision> = {},
): string {
  return render(h(FacetForm, { decision: { ...decision, ...added }, id, ...props }, "Call us"));
}

describe("a form", () => {
  it("posts by itself, with what its decision says of it and where to return", () => {
    const html = formOf();
    expect(html).toContain('action="/~facet/leads" method="post"');
    for (const [name, value] of [
      ["_facet_slot", "lead.form"],
      ["_facet_rule", "r1"],
      ["_facet_variant", "v1"],
      ["_facet_decision", "d1"],
      ["_facet_page", "/prices?gclid=1"],
      ["_facet_token", "t1"],
    ]) {
      expect(html).toContain(`<input type="hidden" name="${name}" value="${value}"/>`);
    }
  });

  it("draws every kind of field with its label", () => {
    const html = formOf();
    expect(html).toMatch(/<input type="tel" [^>]*name="phone"/);
    expect(html).toContain('<option value="2">2</option>');
    expect(html).toContain('<input type="checkbox" name="agree"/> I agree');
    expect(html).toContain('<input type="radio" name="when" value="later"/> later');
    expect(html).toContain('<input type="hidden" name="from" value=""/>');
  });

  it("tells the browser what to fill in and what the service takes", () => {
    expect(formOf()).toMatch(/<input type="tel" autoComplete="tel" pattern="[^"]+" required=""/);
    expect(formOf()).toMatch(/type="tel" [^>]* title="Please give a phone number/);
    expect(formOf({ lang: "ru" })).toMatch(/type="tel" [^>]* title="Укажите номер телефона/);
  });

  it("asks this visitor only what is not known of them", () => {
    const html = formOf({}, { askedFields: { "lead.form": ["phone"] } });
    expect(html).toContain('name="phone"');
    expect(html).not.toContain('name="rooms"');
    expect(formOf({}, { askedFields: { other: ["phone"] } })).toContain('name="rooms"');
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
});

describe("a form of a page that others share", () => {
  const cache = { scope: "shared", maxAge: 300 } as PageDecision["cache"];

  it("has nothing of the visitor for whom it is rendered", () => {
    const askedFields = { "lead.form": ["phone"] };
    const html = formOf({}, { cache, askedFields, outcome: REFUSED } as Partial<PageDecision>);
    expect(html).toBe(
      render(
        h(FacetForm, { decision: { slots: decision.slots }, id: "lead.form" } as FacetFormProps),
      ),
    );
    expect(html).not.toMatch(/d1|t1|gclid|_facet_(?:decision|token|page)|call &quot;me|aria-/);
    for (const { name } of content.fields) expect(html).toContain(`name="${name}"`);
  });

  it("is no offer's, because offers are somebody's", () => {
    expect(formOf({ id: "coffee" }, { cache } as Partial<PageDecision>)).toBe("Call us");
  });
});

describe("a form that was sent without JavaScript", () => {
  it("says its thanks, also where the submit itself has hidden it", () => {
    for (const id of ["lead.form", "gone"]) {
      const outcome = { form: id, status: "thanks", wrong: [], values: [] } as const;
      expect(formOf({ id, thanks: "Thanks!" }, { outcome })).toContain("Thanks!</p>");
    }
  });

  it("keeps what was typed, chosen and ticked", () => {
    const html = formOf({}, { outcome: REFUSED });
    expect(html).toMatch(/name="phone" [^>]*value="call &quot;me&quot;"/);
    expect(html).toContain('<option value="2" selected="">');
    expect(html).toMatch(/name="agree"[^>]* checked=""/);
    expect(html).toMatch(/name="when"[^>]* checked="" value="later"/);
    expect(html).not.toMatch(/checked="" value="now"|forged/);
  });

  it("says beside each field to mend what is wrong with it", () => {
    const html = formOf({}, { outcome: REFUSED });
    expect(html).toContain('role="alert"');
    expect(html).toMatch(
      /<input [^>]*aria-invalid="true" aria-describedby="facet-error-lead.form-phone" name="phone"/,
    );
    expect(html).toContain(
      '</label><p class="facet-error" id="facet-error-lead.form-phone" data-facet-error="">Please give a phone number',
    );
    expect(html.match(/aria-invalid/g)).toHaveLength(1);
  });

  it("says it in Russian where the page is", () => {
    expect(formOf({ lang: "ru-RU" }, { outcome: REFUSED })).toContain("Укажите номер телефона");
  });

  it("says nothing of another form's submit", () => {
    expect(formOf({}, { outcome: { ...REFUSED, form: "coffee" } })).toBe(formOf());
  });
});
