import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guessKeys } from "@facet/engine";

function mayBeOneWord(a: string, b: string): boolean {
  const keys = new Set(guessKeys(a));
  return guessKeys(b).some((key) => keys.has(key));
}

describe("the readings of a word's ending", () => {
  it.each([
    ["сайдинг", "сайдингом"],
    ["ламинат", "ламинатов"],
    ["вебкамера", "вебкамер"],
    ["вебкамеры", "вебкамерой"],
    ["шуруповерт", "шуруповерты"],
    ["домофонный", "домофонных"],
    ["синий", "синяя"],
    ["видеонаблюдение", "видеонаблюдения"],
    ["окно", "окон"],
    ["потолок", "потолки"],
    ["линейка", "линеек"],
    ["письмо", "писем"],
    ["боец", "бойца"],
    ["кухня", "кухонь"],
    ["галерея", "галерей"],
    ["котенок", "котята"],
    ["время", "времени"],
    ["сиденье", "сидений"],
    ["стул", "стульев"],
    ["арендовать", "арендую"],
    ["установить", "установлю"],
    ["зарядить", "заряжу"],
    ["чистить", "чищу"],
    ["заказать", "закажите"],
    ["вернуть", "верну"],
    ["выбрать", "выберет"],
    ["записаться", "запишусь"],
  ])("%s and %s may be one word", (a, b) => {
    expect(mayBeOneWord(a, b)).toBe(true);
  });

  it.each([
    ["окно", "окунь"],
    ["стол", "столица"],
    ["колос", "колесо"],
    ["печать", "печаль"],
    ["телефон", "телефония"],
    ["зуб", "зубило"],
    ["банан", "баня"],
    ["каменный", "камень"],
    ["кровать", "кровь"],
    ["место", "месть"],
    ["умываться", "умывать"],
  ])("%s and %s may not", (a, b) => {
    expect(mayBeOneWord(a, b)).toBe(false);
  });

  it("is none for numbers, for other scripts and for what is no word", () => {
    for (const word of ["128", "日本", "ελλάδα", "", "\ud800"]) expect(guessKeys(word)).toEqual([]);
  });

  it("drops the accents of Latin letters", () => {
    expect(mayBeOneWord("cafés", "cafe")).toBe(true);
    expect(mayBeOneWord("épices", "epice")).toBe(true);
  });

  const letters = fc.string({ unit: fc.constantFrom(..."абвеиойльнысятю"), maxLength: 60 });

  it("has a bounded number of readings, whatever the word, none of them spelled like a word", () => {
    fc.assert(
      fc.property(fc.oneof(letters, fc.string({ unit: "binary" })), (word) => {
        const keys = guessKeys(word);
        expect(keys.length).toBeLessThan(120);
        for (const key of keys)
          expect(key.charCodeAt(key.length - 1)).toBeGreaterThanOrEqual(0x100);
      }),
    );
  });

  it("is the same each time: the shared buffer is left as it was", () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const before = guessKeys(a);
        guessKeys(b);
        expect(guessKeys(a)).toEqual(before);
      }),
    );
  });
});
