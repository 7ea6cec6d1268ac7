import { describe, expect, it } from "vitest";
import type { VisitorFact } from "../../src/visitors/facts.ts";
import { artifact, shop } from "../fixtures/ruleset.ts";
import { event, MINUTE, NOW, traits, view, visitorOf } from "./facts.ts";

const DAY = 24 * 60;

const rules = shop({
  scoring: {
    ...artifact.scoring,
    points: [
      { id: "Session Started", event: "Session Started", points: 1, max: 10 },
      { id: "Guide Downloaded", event: "Guide Downloaded", points: 10, once: true },
      { id: "Pricing Viewed", event: "Pricing Viewed", points: 30, perMs: DAY * MINUTE },
      { id: "Video Played@trail", event: "Video Played", points: 5, score: "trail" },
    ],
  },
});

const AD = {
  source: "yandex",
  medium: "cpc",
  campaign: "okna-moskva-poisk",
  content: "1234567890",
  term: "купить пластиковые окна недорого",
  clickPlatform: "yandex",
  clickId: "1234567890123456789",
  referrer: "yandex.ru",
  channel: "Paid Search",
};

/** A visit of four pages and four events. */
function visit(day: number, touch: object): VisitorFact[] {
  const at = (minutes: number): number => NOW + (day * DAY + minutes) * MINUTE;
  const arms = { assignments: { "cheap-price-2026-11": "control" } };
  return [
    view(day * DAY, touch, arms),
    view(day * DAY + 1, {}, { path: "/okna/prices" }),
    view(day * DAY + 3),
    view(day * DAY + 6),
    event("Slot Exposed", { slot: "hero.headline" }, { at: at(1) }),
    event("Offer Shown", { offer: "discount" }, { at: at(2) }),
    event("Guide Downloaded", {}, { at: at(4) }),
    event("Video Played", {}, { at: at(5) }),
  ];
}

describe("the state of a visitor with five sessions and forty facts", () => {
  it("is less than 4 KB", () => {
    const facts = [
      ...visit(0, AD),
      ...visit(2, {}),
      ...visit(5, { referrer: "google.com", channel: "Organic Search" }),
      ...visit(9, { source: "news", medium: "email", campaign: "november", channel: "Email" }),
      ...visit(12, {}),
      traits(12 * DAY, {
        email: "ivan.petrov@example.com",
        firstName: "Иван",
        role: "director",
        employees: 60,
        company: "Окна и двери",
      }),
    ];
    const entries = facts.map((fact, i) => ({
      messageId: `0199c7d0-7f3a-7abc-8def-${String(i).padStart(12, "0")}`,
      fact,
    }));
    const state = visitorOf(entries, rules);
    expect(state.visits).toBe(5);
    expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(4_096);
  });
});
