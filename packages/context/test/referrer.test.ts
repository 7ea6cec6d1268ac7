import { describe, expect, test } from "vitest";
import { readReferrer } from "../src/referrer.ts";

describe("readReferrer", () => {
  test.each([
    ["https://yandex.ru/", "yandex.ru", "search"],
    ["https://www.yandex.com.tr/search?text=x", "yandex.com.tr", "search"],
    ["https://ya.ru/", "ya.ru", "search"],
    ["https://www.google.com/", "google.com", "search"],
    ["https://www.google.co.uk/", "google.co.uk", "search"],
    ["https://images.google.kz/", "images.google.kz", "search"],
    [
      "android-app://com.google.android.googlequicksearchbox/",
      "com.google.android.googlequicksearchbox",
      "search",
    ],
    ["https://go.mail.ru/search", "go.mail.ru", "search"],
    ["https://nova.rambler.ru/search", "nova.rambler.ru", "search"],
    ["https://www.rambler.ru/", "rambler.ru", "search"],
    ["https://www.bing.com/", "bing.com", "search"],
    ["https://duckduckgo.com/", "duckduckgo.com", "search"],
    ["https://vk.com/", "vk.com", "social"],
    ["https://m.vk.com/feed", "m.vk.com", "social"],
    ["https://away.vk.com/", "away.vk.com", "social"],
    ["https://ok.ru/", "ok.ru", "social"],
    ["https://t.me/", "t.me", "social"],
    ["https://web.telegram.org/k/", "web.telegram.org", "social"],
    ["android-app://org.telegram.messenger/", "org.telegram.messenger", "social"],
    ["https://dzen.ru/a/x", "dzen.ru", "social"],
    ["https://l.facebook.com/", "l.facebook.com", "social"],
    ["https://ru-ru.facebook.com/", "ru-ru.facebook.com", "social"],
    ["https://www.youtube.com/watch", "youtube.com", "video"],
    ["https://rutube.ru/", "rutube.ru", "video"],
    ["https://market.yandex.ru/", "market.yandex.ru", "shopping"],
    ["https://e.mail.ru/inbox", "e.mail.ru", "email"],
    ["https://mail.google.com/", "mail.google.com", "email"],
    ["https://mail.yandex.ru/", "mail.yandex.ru", "email"],
    ["https://chatgpt.com/", "chatgpt.com", "ai"],
    ["https://gemini.google.com/", "gemini.google.com", "ai"],
    ["https://yabs.yandex.ru/count", "yabs.yandex.ru", "ads"],
    ["https://blog.example/post", "blog.example", "other"],
    ["https://docs.google.com/", "docs.google.com", "other"],
    ["https://notgoogle.com/", "notgoogle.com", "other"],
    ["https://vk.com.evil.example/", "vk.com.evil.example", "other"],
    ["https://t.company.example/", "t.company.example", "other"],
  ])("%s is %s, %s", (referrer, host, type) => {
    expect(readReferrer(referrer, "okna.example")).toEqual({ host, type });
  });

  test("knows the site itself, with and without www.", () => {
    const internal = { host: "okna.example", type: "internal" };
    expect(readReferrer("https://okna.example/a", "okna.example")).toEqual(internal);
    expect(readReferrer("https://www.okna.example/a", "okna.example")).toEqual(internal);
    expect(readReferrer("https://okna.example/a", "www.okna.example")).toEqual(internal);
  });

  test.each([undefined, "", "   ", "/relative", "about:blank", "https://[", "\u0000"])(
    "says nothing of %j",
    (referrer) => {
      expect(readReferrer(referrer, "okna.example")).toEqual({});
    },
  );

  test("takes names of Object.prototype for hosts like any other", () => {
    expect(readReferrer("https://constructor/", undefined)).toEqual({
      host: "constructor",
      type: "other",
    });
  });
});
