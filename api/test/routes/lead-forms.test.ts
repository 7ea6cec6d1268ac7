import type { Rule } from "@facet/engine";
import { visitorCardSchema } from "@facet/protocol";
import { describe, expect, it } from "vitest";
import { testApp } from "../fixtures/app.ts";
import { artifact, shop } from "../fixtures/ruleset.ts";

const form = (thanks: string, event: string, field: string) => ({
  "lead.form": {
    en: { value: { title: "T", thanks, event, fields: [{ name: field, required: true }] } },
    ru: {
      value: {
        title: "T",
        thanks: `${thanks} (ru)`,
        event,
        fields: [{ name: field, required: true }],
      },
    },
  },
});

const rules: Rule[] = [
  {
    kind: "rule",
    id: "quiz",
    priority: 9,
    enabled: true,
    bundle: false,
    slots: ["lead.form"],
    variants: [
      { id: "color", content: form("Thanks for the color", "Quiz Done", "color") },
      { id: "gone", content: { "lead.form": { en: { hidden: true } } } },
    ],
  },
  {
    kind: "experiment",
    id: "form-test",
    priority: 8,
    enabled: true,
    slots: ["lead.form"],
    traffic: 10_000,
    arms: [
      { id: "control", weight: 1, content: {} },
      { id: "size", weight: 1, content: form("Thanks for the size", "Size Told", "size") },
    ],
  },
];

const { site } = artifact;
const quizShop = shop({ rules, site: { ...site, locales: ["en", "ru"] } });

async function send(lead: object, headers: Record<string, string> = {}) {
  const { post, request } = await testApp({ rules: quizShop });
  const body = { slot: "lead.form", visitorId: "v1", ...lead };
  const response = await post("/v1/leads", body, headers);
  const answer = (await response.json()) as { message?: string; detail?: string };
  const card = await request("/v1/visitors/v1");
  const known = card.status === 200 ? visitorCardSchema.parse(await card.json()) : undefined;
  return { status: response.status, ...answer, events: Object.keys(known?.events ?? {}) };
}

describe("a lead of a slot that shows several forms", () => {
  it.each([
    [{ rule: "quiz", variant: "color" }, { color: "red" }, "Thanks for the color", "Quiz Done"],
    [{ experiment: "form-test", arm: "size" }, { size: "XL" }, "Thanks for the size", "Size Told"],
    [
      { experiment: "form-test", arm: "control", rule: "quiz", variant: "color" },
      { color: "red" },
      "Thanks for the color",
      "Quiz Done",
    ],
  ])("is held against the form of %j", async (origin, fields, message, event) => {
    expect(await send({ ...origin, fields })).toMatchObject({
      status: 200,
      message,
      events: [event],
    });
  });

  it.each([
    {},
    { rule: "quiz" },
    { rule: "quiz", variant: "no such" },
    { rule: "quiz", variant: "gone" },
    { experiment: "form-test", arm: "control" },
    { rule: "__proto__", variant: "constructor" },
  ])("is the default form's where it says %j", async (origin) => {
    expect(await send({ ...origin, fields: { phone: "1234567" } })).toMatchObject({
      status: 200,
      message: "We will call you",
      events: ["Lead Submitted"],
    });
  });

  it("needs the fields of its own form, and no others", async () => {
    const { status, detail } = await send({
      rule: "quiz",
      variant: "color",
      fields: { phone: "1234567" },
    });
    expect(status).toBe(422);
    expect(detail).toContain('unknown field "phone"');
  });

  it("is thanked in the visitor's language", async () => {
    const lead = { rule: "quiz", variant: "color", fields: { color: "red" } };
    const headers = { "Accept-Language": "ru-RU,ru;q=0.9" };
    expect((await send(lead, headers)).message).toBe("Thanks for the color (ru)");
  });

  it("says by hidden inputs which form it is, where there is no JavaScript", async () => {
    const { request } = await testApp({ rules: quizShop });
    const response = await request("/v1/leads", {
      method: "POST",
      headers: { Origin: "http://localhost:3001" },
      body: new URLSearchParams({
        _facet_slot: "lead.form",
        _facet_rule: "quiz",
        _facet_variant: "color",
        phone: "1234567",
      }),
    });
    expect(response.headers.get("location")).toContain("facet-fields=phone%2Ccolor");
  });
});
