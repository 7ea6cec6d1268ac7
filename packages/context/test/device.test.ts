import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDeviceReader } from "../src/device.ts";
import { naughtyStrings } from "./naughty.ts";

const devices = createDeviceReader();
const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0";

describe("createDeviceReader", () => {
  test.each([
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`,
      "desktop",
      "Windows",
      "Chrome",
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} YaBrowser/24.1.0 Safari/537.36`,
      "desktop",
      "Windows",
      "Yandex",
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/120`,
      "desktop",
      "Windows",
      "Edge",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17 Safari/605.1.15",
      "desktop",
      "macOS",
      "Safari",
    ],
    [
      "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/119.0",
      "desktop",
      "Linux",
      "Firefox",
    ],
    [
      `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME} Safari/537.36`,
      "desktop",
      "Chrome OS",
      "Chrome",
    ],
    [
      `Mozilla/5.0 (Linux; Android 13; SM-S908B) ${CHROME} Mobile Safari/537.36`,
      "mobile",
      "Android",
      "Chrome",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1",
      "mobile",
      "iOS",
      "Safari",
    ],
    [
      "Mozilla/5.0 (iPad; CPU OS 13_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/87.0.4280.77 Mobile/15E148 Safari/604.1",
      "tablet",
      "iOS",
      "Chrome",
    ],
    [
      "Mozilla/5.0 (SMART-TV; LINUX; Tizen 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Version/5.0 TV Safari/537.36",
      "tv",
      "Tizen",
      "Safari",
    ],
  ])("%s", (userAgent, type, os, browser) => {
    const device = devices.read(userAgent, {});
    expect(device).toEqual({ type, os, browser, bot: false });
    expect(devices.read(userAgent, {})).toEqual(device);
  });

  test.each([
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; YandexDirect/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; YandexMetrika/2.0; +http://yandex.com/bots yabs01)",
    "Mozilla/5.0 YandexImages/3.0",
    "StackRambler/2.0 (MSIE incompatible)",
    "Mozilla/5.0 (compatible; Linux x86_64; Mail.RU_Bot/2.0; +https://help.mail.ru/webmaster/indexing/robots)",
    "TelegramBot (like TwitterBot)",
    "Mozilla/5.0 (compatible; vkShare; +http://vk.com/dev/Share)",
    "WhatsApp/2.23.20.0",
    "facebookexternalhit/1.1",
    "GPTBot/1.2",
    "curl/8.5.0",
    "python-requests/2.31",
  ])("%s is a bot", (userAgent) => {
    expect(devices.read(userAgent, {}).bot).toBe(true);
  });

  test.each([undefined, "", "  "])(
    "knows nothing of the User-Agent %j, and calls it no bot",
    (userAgent) => {
      expect(devices.read(userAgent, {})).toEqual({ bot: false });
    },
  );

  test("believes client hints before the User-Agent", () => {
    const frozen = `Mozilla/5.0 (X11; Linux x86_64) ${CHROME} Safari/537.36`;
    const hints = { "sec-ch-ua-mobile": "?1", "sec-ch-ua-platform": '"Android"' };
    expect(devices.read(frozen, hints)).toMatchObject({ type: "mobile", os: "Android" });
    expect(
      devices.read(undefined, { "sec-ch-ua-mobile": "?0", "sec-ch-ua-platform": '"Windows"' }),
    ).toEqual({
      type: "desktop",
      os: "Windows",
      bot: false,
    });
  });

  test("keeps a tablet a tablet, and ignores hints that say nothing", () => {
    const tablet = `Mozilla/5.0 (Linux; Android 12; SM-T870) ${CHROME} Safari/537.36`;
    expect(devices.read(tablet, { "sec-ch-ua-mobile": "?0" }).type).toBe("tablet");
    expect(
      devices.read(tablet, { "sec-ch-ua-mobile": "yes", "sec-ch-ua-platform": '"Unknown"' }),
    ).toEqual(devices.read(tablet, {}));
  });

  test("never throws", () => {
    for (const text of naughtyStrings()) devices.read(text, { "sec-ch-ua-platform": text });
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void devices.read(text, {})));
    expect(devices.read("(".repeat(100_000), {}).bot).toBeTypeOf("boolean");
  });
});
