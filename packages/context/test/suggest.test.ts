import { expect, test } from "vitest";
import { suggest } from "../src/index.ts";

test("suggests the nearest name", () => {
  const names = ["hero.headline", "hero.cta", "lead.form"];
  expect(suggest("hero.headlin", names)).toBe('did you mean "hero.headline"?');
  expect(suggest("HERO.CTA", names)).toBe('did you mean "hero.cta"?');
  expect(suggest("herocta", names)).toBe('did you mean "hero.cta"?');
});

test("suggests nothing where nothing is near", () => {
  expect(suggest("pricing", ["hero.headline"])).toBeUndefined();
  expect(suggest("x".repeat(10_000), ["x".repeat(9_999)])).toBeUndefined();
  expect(suggest("a", [])).toBeUndefined();
});
