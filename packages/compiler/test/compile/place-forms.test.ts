import { expect, test } from "vitest";
import { compilePlaceForms, placeForm } from "../../src/compile/place-forms.ts";

test.each([
  ["Москва", "в Москве"],
  ["Санкт-Петербург", "в Санкт-Петербурге"],
  ["Нижний Новгород", "в Нижнем Новгороде"],
  ["Ростов-на-Дону", "в Ростове-на-Дону"],
  ["Набережные Челны", "в Набережных Челнах"],
  ["Великие Луки", "в Великих Луках"],
  ["Владимир", "во Владимире"],
  ["Владивосток", "во Владивостоке"],
  ["Всеволожск", "во Всеволожске"],
  ["Фрязино", "во Фрязино"],
  ["Ржев", "во Ржеве"],
  ["Вологда", "в Вологде"],
  ["Выборг", "в Выборге"],
  ["Череповец", "в Череповце"],
  ["Шахты", "в Шахтах"],
  ["Электросталь", "в Электростали"],
  ["Йошкар-Ола", "в Йошкар-Оле"],
])("%s: %s", (name, form) => {
  expect(placeForm(name)).toBe(form);
});

test("forms are found by the folded name, of larger cities and of those the rules name", () => {
  const forms = compilePlaceForms(["Кукуево", "London"]);
  expect(forms["орел"]).toBe("в Орле");
  expect(forms["кукуево"]).toBe("в Кукуево");
  expect(forms).not.toHaveProperty("london");
  expect(Object.keys(forms).length).toBeGreaterThan(170);
});
