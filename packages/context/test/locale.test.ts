import { describe, expect, test } from "vitest";
import { chooseLocale, parseAcceptLanguage } from "../src/locale.ts";

describe("parseAcceptLanguage", () => {
  test.each([
    ["ru", ["ru"]],
    ["ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7", ["ru-RU", "ru", "en-US", "en"]],
    ["en;q=0.1, fr;q=0.9, de", ["de", "fr", "en"]],
    ["en;q=0, ru", ["ru"]],
    ["*", ["*"]],
    ["", []],
    ["ru; q=abc", ["ru"]],
    ["<script>, ru", ["ru"]],
  ])("reads %s", (value, languages) => {
    expect(parseAcceptLanguage(value)).toEqual(languages);
  });
});

describe("chooseLocale", () => {
  test.each([
    [["ru", "en"], "en-US,en;q=0.9", "en", "en"],
    [["ru", "en-GB"], "en-US", "en-GB", "en-GB"],
    [["ru", "en-GB", "en-US"], "en-us", "en-US", "en-US"],
    [["ru", "en"], "de,en;q=0.5", "en", "en"],
    [["ru"], "en-US,en", "ru", "en-US"],
    [["ru", "en"], "*", "ru", "ru"],
    [["ru", "en"], undefined, "ru", undefined],
    [["ru", "en"], ";;;,,,", "ru", undefined],
  ])("%j for %s", (locales, header, content, signal) => {
    expect(chooseLocale(locales, header)).toEqual({
      content,
      ...(signal === undefined ? {} : { signal }),
    });
  });
});
