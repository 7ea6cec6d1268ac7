import { describe, expect, it } from "vitest";
import type { Context, FormField, Json, OfferForm } from "@facet/engine";
import { toFormDecision } from "../../src/offer/form.ts";
import type { FormInput } from "../../src/offer/form.ts";
import { decideWith, history, offer, signals } from "../support.ts";

const EMAIL: FormField = {
  name: "email",
  type: "email",
  label: "Email",
  required: true,
  ask: "always",
};
const COMPANY: FormField = { name: "company", type: "text", label: "Company", ask: "unknown" };
const ROLE: FormField = {
  name: "role",
  type: "select",
  options: [{ value: "cto", label: "CTO" }],
  ask: "unknown",
};
const SIZE: FormField = { name: "size", type: "number", ask: { afterSubmissions: 1 } };
const SOURCE: FormField = { name: "source", type: "hidden", ask: "unknown" };

function names(over: Partial<OfferForm>, input: Partial<FormInput> = {}): string[] {
  const form: OfferForm = {
    event: "Lead Submitted",
    fields: [SOURCE, ROLE, COMPANY, EMAIL, SIZE],
    ...over,
  };
  const decided = toFormDecision(form, { signals: {}, locales: { site: "en" }, ...input });
  return (decided["fields"] as readonly { readonly name: string }[]).map(({ name }) => name);
}

describe("progressive profiling", () => {
  it("does not ask again for what is known", () => {
    expect(names({})).toEqual(["source", "role", "company", "email"]);
    expect(
      names({}, { signals: signals({ "traits.company": "Acme", "traits.email": "a@b" }) }),
    ).toEqual(["source", "role", "email"]);
  });

  it("asks again for what is null", () => {
    expect(names({}, { signals: signals({ "traits.company": null }) })).toContain("company");
  });

  it("is not fooled by names that only a prototype has", () => {
    const field: FormField = { name: "constructor", type: "text", ask: "unknown" };
    expect(names({ fields: [field] }, { signals: { traits: {} } })).toEqual(["constructor"]);
  });

  it("asks some things only after so many forms", () => {
    expect(names({}, { submissions: 0 })).not.toContain("size");
    expect(names({}, { submissions: 1 })).toContain("size");
    expect(names({}, { submissions: 3, signals: signals({ "traits.size": 4 }) })).not.toContain(
      "size",
    );
  });

  it("asks at most so many, first what is always asked, in the author's order", () => {
    expect(names({ maxFields: 2 })).toEqual(["source", "role", "email"]);
    expect(names({ maxFields: 1 })).toEqual(["source", "email"]);
    expect(names({ maxFields: 0 })).toEqual(["source"]);
    expect(names({ maxFields: 9 }, { submissions: 1 })).toEqual([
      "source",
      "role",
      "company",
      "email",
      "size",
    ]);
  });
});

describe("a form in the answer", () => {
  const form: OfferForm = {
    event: "Lead Submitted",
    thanks: { en: "Thank you", de: "Danke" },
    submit: { en: "Send" },
    fields: [EMAIL, ROLE],
  };

  it("has what the page shows, in its language, and no word of when to ask", () => {
    const { offers } = decideWith({ offers: [offer("o", { form })] }, { locale: "de" });
    expect(offers[0]?.form).toEqual({
      event: "Lead Submitted",
      thanks: "Danke",
      submit: "Send",
      fields: [
        { name: "email", type: "email", label: "Email", required: true },
        { name: "role", type: "select", options: [{ value: "cto", label: "CTO" }] },
      ],
    });
  });

  it("holds nothing that is known of the visitor", () => {
    const given = {
      signals: signals({ "traits.email": "ann@example.com", "traits.role": "cto-in-secret" }),
    };
    const answer = JSON.stringify(decideWith({ offers: [offer("o", { form })] }, given).offers);
    expect(answer).not.toContain("ann@example.com");
    expect(answer).not.toContain("cto-in-secret");
  });

  it("counts the visitor's submitted forms", () => {
    const offers = [offer("o", { form: { ...form, fields: [SIZE] } })];
    const shown = (submissions: number) =>
      decideWith({ offers }, { history: history({ submissions }) }).offers[0]?.form;
    expect(shown(0)).toMatchObject({ fields: [] });
    expect(shown(1)).toMatchObject({ fields: [{ name: "size" }] });
  });
});

describe("the form of a slot", () => {
  const FIELDS: Json[] = [
    { name: "phone", type: "tel", required: true },
    { name: "company", type: "text", ask: "unknown" },
    { name: "size", type: "number", ask: { afterSubmissions: 1 } },
  ];

  function asked(form: Json, given: Partial<Context> = {}) {
    const slots = { lead: { type: "form", default: { en: { value: form } } } } as const;
    const pages = [{ id: "home", paths: [[]], slots: ["lead"] }];
    const { askedFields, slots: shown } = decideWith({ slots, pages }, given);
    expect(shown["lead"]?.content).toEqual(form);
    return askedFields;
  }

  it("has all fields whoever asks, and beside it those to ask of this visitor", () => {
    expect(asked({ fields: FIELDS })).toEqual({ lead: ["phone", "company"] });
    const known = { signals: signals({ "traits.company": "Acme", "traits.phone": "+7495" }) };
    expect(asked({ fields: FIELDS }, known)).toEqual({ lead: ["phone"] });
    expect(asked({ fields: FIELDS }, { history: history({ submissions: 1 }) })).toBeUndefined();
  });

  it("asks at most so many", () => {
    expect(asked({ fields: FIELDS, maxFields: 1 })).toEqual({ lead: ["phone"] });
  });

  it("that is none asks nothing", () => {
    for (const form of ["text", { fields: "none" }, { fields: [null, { ask: null }] }]) {
      expect(asked(form)).toBeUndefined();
    }
  });
});
