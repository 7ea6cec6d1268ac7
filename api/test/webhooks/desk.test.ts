import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../../src/visitors/stores/memory.ts";
import { createWebhookDesk, parseWebhookUrl } from "../../src/webhooks/desk.ts";
import { MAX_ENDPOINTS } from "../../src/webhooks/endpoints.ts";
import { isAllowed, parseAllowed } from "../../src/webhooks/public-address.ts";

describe("where a webhook may go", () => {
  it.each([
    "https://crm.example/facet",
    "https://crm.example:8443/x?y=1",
    "https://93.184.216.34/",
    "https://[2606:2800:220:1:248:1893:25c8:1946]/",
  ])("is %s", (url) => {
    expect(parseWebhookUrl(url, [])).toEqual({ url });
  });

  it.each([
    ["http://crm.example/", "not encrypted"],
    ["https://user:pass@crm.example/", "user name"],
    ["ftp://crm.example/", "such as https://"],
    ["crm.example", "such as https://"],
    ["", "such as https://"],
    ["https://127.0.0.1/", "FACET_WEBHOOK_ALLOW"],
    ["https://2130706433/", "FACET_WEBHOOK_ALLOW"],
    ["https://[::1]/", "FACET_WEBHOOK_ALLOW"],
    ["https://169.254.169.254/latest", "FACET_WEBHOOK_ALLOW"],
  ])("is not %s", (url, words) => {
    const read = parseWebhookUrl(url, []);
    expect("problem" in read ? read.problem : "").toContain(words);
  });

  it("is an address that was allowed, also by http; a public one only by https", () => {
    const allowed = ["127.0.0.1", "10.0.0.0/8"];
    expect(parseWebhookUrl("http://10.1.2.3:8080/x", allowed)).toEqual({
      url: "http://10.1.2.3:8080/x",
    });
    expect(parseWebhookUrl("http://crm:8080/x", allowed)).toEqual({ url: "http://crm:8080/x" });
    expect(parseWebhookUrl("http://93.184.216.34/", allowed)).toHaveProperty("problem");
    expect(parseWebhookUrl("https://192.168.0.1/", allowed)).toHaveProperty("problem");
  });
});

describe("the list of allowed addresses", () => {
  it("is read as people write it", () => {
    const read = parseAllowed(" 10.0.0.0/8 , 127.0.0.1,, ::1 , fd00::/8");
    const allowed = "allowed" in read ? read.allowed : [];
    expect(allowed).toEqual(["10.0.0.0/8", "127.0.0.1", "::1", "fd00::/8"]);
    expect(isAllowed("10.9.9.9", allowed)).toBe(true);
    expect(isAllowed("::ffff:10.9.9.9", allowed)).toBe(true);
    expect(isAllowed("11.0.0.1", allowed)).toBe(false);
    expect(isAllowed("fd12::1", allowed)).toBe(true);
  });

  it.each(["crm.example", "10.0.0", "10.0.0.0/33", "10.0.0.0/", "127.1", "*", "1.2.3.4/x"])(
    "has no %s",
    (entry) => {
      expect(parseAllowed(`10.0.0.1,${entry}`)).toEqual({ mistakes: [entry] });
    },
  );
});

describe("the desk of webhooks", () => {
  it("shows a secret when it is made, and in no list", async () => {
    const store = createMemoryStore();
    const desk = createWebhookDesk(store);
    const { secret, endpoint } = await desk.create({ site: "shop", url: "https://crm.example/" });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/u);
    expect(JSON.stringify([endpoint, await desk.list()])).not.toContain("whsec");
    expect(await desk.rotate("wh_none")).toBeUndefined();
  });

  it("keeps endpoints however old they are", async () => {
    const store = createMemoryStore();
    const desk = createWebhookDesk(store, () => 1_000);
    await desk.create({ site: "shop", url: "https://crm.example/" });
    await store.purge("shop", Date.now());
    expect(await desk.list()).toHaveLength(1);
  });

  it("has room for so many of a site", async () => {
    const desk = createWebhookDesk(createMemoryStore());
    const request = { site: "shop", url: "https://crm.example/" };
    for (let i = 0; i < MAX_ENDPOINTS; i += 1) await desk.create(request);
    await expect(desk.create(request)).rejects.toThrow(RangeError);
    expect((await desk.create({ ...request, site: "other" })).endpoint.site).toBe("other");
  });
});
