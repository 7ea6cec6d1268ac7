import { afterAll, beforeAll, expect, it } from "vitest";
import { createFacet, decideAnew } from "@facet/client";
import { createApiServer, DECISION, SHARED_CACHE } from "./api-server.ts";
import type { ApiServer } from "./api-server.ts";

let api: ApiServer;

beforeAll(async () => {
  api = await createApiServer();
});
afterAll(() => api.close());

it("decides as it is told, for one visitor alone, and counts nothing", async () => {
  api.reply = () => ({ body: { ...DECISION, cookies: [], cache: SHARED_CACHE } });
  const facet = createFacet({ api: api.url, timeoutMs: 5_000 });
  const request = new Request("http://site.example/okna");
  const options = { address: "203.0.113.7" };
  const shared = await facet.handle(request, options);
  const own = await decideAnew({ facet, request, options }, { signals: { visits: 2 } });
  expect([shared.scope, own.scope]).toEqual(["shared", "private"]);
  expect(api.requests.at(-1)?.body).toMatchObject({
    peek: true,
    ip: "203.0.113.7",
    signals: { visits: 2 },
  });
});
