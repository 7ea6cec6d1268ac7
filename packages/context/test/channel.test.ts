import { describe, expect, test } from "vitest";
import { readChannel } from "../src/channel.ts";
import { readClick } from "../src/click.ts";
import { readReferrer } from "../src/referrer.ts";
import { parseUrl } from "../src/url.ts";
import { readUtm } from "../src/utm.ts";

const channel = (query: string, referrer?: string): string => {
  const { parameters } = parseUrl(`https://okna.example/?${query}`);
  return readChannel(
    readUtm(parameters),
    readClick(parameters),
    readReferrer(referrer, "okna.example"),
  );
};

describe("readChannel", () => {
  test.each([
    ["", undefined, "Direct"],
    ["", "https://okna.example/other", "Direct"],
    ["utm_source=(direct)&utm_medium=(none)", undefined, "Direct"],
    ["utm_source=google&utm_medium=cpc&utm_campaign=Cross-network+1", undefined, "Cross-network"],
    ["utm_source=amazon&utm_medium=cpc", undefined, "Paid Shopping"],
    ["utm_source=google&utm_medium=cpc&utm_campaign=shopping_brand", undefined, "Paid Shopping"],
    ["utm_source=google&utm_medium=cpc&utm_campaign=workshop", undefined, "Paid Search"],
    ["utm_source=google&utm_medium=cpc&utm_campaign=eshop", undefined, "Paid Shopping"],
    ["utm_source=yandex&utm_medium=cpc", undefined, "Paid Search"],
    ["utm_source=Yandex&utm_medium=CPC", undefined, "Paid Search"],
    ["utm_source=google&utm_medium=ppc", undefined, "Paid Search"],
    ["utm_source=yandex.ru&utm_medium=cpm", undefined, "Paid Search"],
    ["utm_source=vk&utm_medium=cpc", undefined, "Paid Social"],
    ["utm_source=vk.com&utm_medium=paid_social", undefined, "Paid Social"],
    ["utm_source=telegram&utm_medium=cpm", undefined, "Paid Social"],
    ["utm_source=youtube&utm_medium=watch", undefined, "Organic Video"],
    ["utm_source=youtube&utm_medium=cpc", undefined, "Paid Video"],
    ["utm_source=partner&utm_medium=banner", undefined, "Display"],
    ["utm_source=partner&utm_medium=cpm", undefined, "Display"],
    ["utm_source=partner&utm_medium=cpa-cpc", undefined, "Paid Other"],
    ["utm_source=partner&utm_medium=retargeting", undefined, "Paid Other"],
    ["utm_source=ebay&utm_medium=x", undefined, "Organic Shopping"],
    ["utm_source=vk&utm_medium=post", undefined, "Organic Social"],
    ["utm_source=partner&utm_medium=social", undefined, "Organic Social"],
    ["utm_source=partner&utm_medium=video-ads", undefined, "Organic Video"],
    ["utm_source=google", undefined, "Organic Search"],
    ["utm_source=partner&utm_medium=organic", undefined, "Organic Search"],
    ["utm_source=x.example&utm_medium=referral", undefined, "Referral"],
    ["utm_source=newsletter&utm_medium=email", undefined, "Email"],
    ["utm_source=e-mail&utm_medium=x", undefined, "Email"],
    ["utm_source=partner&utm_medium=affiliate", undefined, "Affiliates"],
    ["utm_source=podcast&utm_medium=audio", undefined, "Audio"],
    ["utm_source=crm&utm_medium=sms", undefined, "SMS"],
    ["utm_source=crm&utm_medium=web-push", undefined, "Mobile Push Notifications"],
    ["utm_source=firebase&utm_medium=x", undefined, "Mobile Push Notifications"],
    ["utm_source=partner&utm_medium=whatever", undefined, "Unassigned"],
    ["gclid=1", undefined, "Paid Search"],
    ["yclid=1", "https://yandex.ru/", "Paid Search"],
    ["msclkid=1", undefined, "Paid Search"],
    ["rb_clickid=1", undefined, "Paid Social"],
    ["fbclid=1", undefined, "Organic Social"],
    ["fbclid=1", "https://l.facebook.com/", "Organic Social"],
    ["", "https://yandex.ru/", "Organic Search"],
    ["", "https://www.google.com/", "Organic Search"],
    ["", "https://vk.com/", "Organic Social"],
    ["", "https://www.youtube.com/", "Organic Video"],
    ["", "https://www.ozon.ru/", "Organic Shopping"],
    ["", "https://chatgpt.com/", "AI Assistant"],
    ["", "https://blog.example/", "Referral"],
    ["utm_source=chatgpt.com", "https://chatgpt.com/", "AI Assistant"],
  ])("%s from %s is %s", (query, referrer, expected) => {
    expect(channel(query, referrer)).toBe(expected);
  });
});
