import { segmentSettingsSchema } from "@facet/protocol";
import { describe, expect, it } from "vitest";
import { trackedApp } from "../fixtures/tracked.ts";

describe("GET /v1/projects/{key}/settings", () => {
  it.each([
    ["https://api.shop.example", {}, "https"],
    ["http://localhost:3000", {}, "http"],
    ["http://api.shop.example", { "X-Forwarded-Proto": "https" }, "https"],
  ])("sends Segment's client of %s back to it %j by %s", async (origin, headers, protocol) => {
    const { request, pages } = await trackedApp();
    const response = await request(`${origin}/v1/projects/${pages.text}/settings`, { headers });
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    const { integrations } = segmentSettingsSchema.parse(await response.json());
    expect(integrations["Segment.io"]).toMatchObject({
      apiKey: pages.text,
      apiHost: `${new URL(origin).host}/v1`,
      protocol,
      deliveryStrategy: { config: { credentials: "include" } },
    });
  });

  it("is for a publishable key that is known, and for pages of its origins", async () => {
    const { request, pages, secret } = await trackedApp();
    const ask = async (key: string, headers = {}) =>
      (await request(`/v1/projects/${key}/settings`, { headers })).status;
    expect(await ask("pk_unknown")).toBe(401);
    expect(await ask(secret.text)).toBe(401);
    expect(await ask(pages.text, { Origin: "https://shop.example" })).toBe(200);
    expect(await ask(pages.text, { Origin: "https://evil.example" })).toBe(403);
  });
});
