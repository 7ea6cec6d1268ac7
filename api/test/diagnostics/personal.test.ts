import { describe, expect, it } from "vitest";
import { looksPersonal } from "../../src/diagnostics/personal.ts";

describe("a text that may say who somebody is", () => {
  it.each([
    "ivan@example.com",
    "почта иван@пример.рф",
    "+7 (916) 123-45-67",
    "8 916 1234567 такси",
    "89161234567",
    "паспорт 4509 123456",
    "2200 1234 5678 9012",
    "chat t.me/@someone",
    // Better a standard too few than a telephone number too many.
    "гост 30674-99",
  ])("is %s", (text) => {
    expect(looksPersonal(text)).toBe(true);
  });

  it.each([
    "купить пластиковые окна недорого",
    "iphone 15 pro 128gb",
    "окна 1200x1400",
    "туры 2026",
    "",
  ])("is not %j", (text) => {
    expect(looksPersonal(text)).toBe(false);
  });
});
