import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFacet } from "@facet/client";
import type { Facet, FacetOptions } from "@facet/client";
import { createCodeSigner } from "@facet/protocol/code";
import { createApiServer, DECISION } from "./api-server.ts";
import type { ApiServer } from "./api-server.ts";
import { openService } from "./service.ts";

const SECRET = "a secret of thirty-two letters at least";
const SITE = "http://site.example";

const ask = (facet: Facet, headers: Record<string, string>, method = "GET") =>
  facet.handleEvents(new Request("http://127.0.0.1:8080/~facet/gate", { method, headers }), {
    address: "5.255.255.5",
  });

const told = ({ status, headers }: Response) => ({
  status,
  key: headers.get("facet-key"),
  page: headers.get("facet-page"),
  scope: headers.get("facet-scope"),
  cookies: headers.getSetCookie().length,
});
const PRIVATE = { status: 204, key: "private", page: null, scope: "private", cookies: 0 };

describe("the gate over a service", () => {
  let opened: Awaited<ReturnType<typeof openService>>;
  let facet: Facet;
  beforeEach(async () => {
    opened = await openService({ codeSecret: SECRET });
    facet = createFacet({
      api: "http://127.0.0.1",
      fetch: opened.fetch,
      codeSecret: SECRET,
      timeoutMs: 5_000,
    });
  });
  afterEach(() => opened.service.close());

  it("tells a shared page's signed code, and sets the visitor's cookie", async () => {
    const answer = await ask(facet, { "x-original-url": `${SITE}/okna?utm_campaign=spring` });
    expect(told(answer)).toMatchObject({ status: 204, page: "okna", scope: "shared", cookies: 1 });
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    const key = answer.headers.get("facet-key") ?? "";
    expect(await createCodeSigner(SECRET).verify("okna", key)).toBeDefined();
    const headers = { "facet-key": key, "facet-page": "okna" };
    const page = await facet.handle(new Request(`${SITE}/okna`, { headers }));
    expect(page.decision.slots["note"]?.content).toBe("Весенняя скидка");
    expect(page.setCookies).toEqual([]);
  });

  it("says nothing of a private page, which its origin decides and counts", async () => {
    expect(told(await ask(facet, { "x-original-url": `${SITE}/past` }))).toEqual(PRIVATE);
    expect(opened.calls).toEqual(["POST /v1/decide"]);
  });

  it("gives a newcomer the arm that the page is counted in", async () => {
    const first = await ask(facet, { "x-original-url": `${SITE}/trial` });
    const cookie = first.headers.getSetCookie()[0]?.split(";", 1)[0] ?? "";
    const again = await ask(facet, { "x-original-url": `${SITE}/trial`, cookie });
    expect(again.headers.get("facet-key")).toBe(first.headers.get("facet-key"));
    expect(told(first).scope).toBe("shared");
  });

  it("takes the address in X-Forwarded headers, too", async () => {
    const forwarded = {
      "x-forwarded-proto": "https",
      "x-forwarded-host": "site.example",
      "x-forwarded-uri": "/okna?utm_campaign=spring",
      "x-forwarded-method": "GET",
    };
    const answer = await ask(facet, forwarded);
    expect(told(answer)).toMatchObject({ page: "okna", cookies: 1 });
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-fct_v=/);
  });

  it("counts nothing for a HEAD, a prefetch, and what a page fetches itself", async () => {
    const url = { "x-original-url": `${SITE}/okna` };
    const quiet: readonly Record<string, string>[] = [
      { "x-original-method": "HEAD" },
      { "sec-purpose": "prefetch" },
      { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" },
    ];
    for (const headers of quiet) {
      expect(told(await ask(facet, { ...url, ...headers }))).toMatchObject({
        scope: "shared",
        cookies: 0,
      });
    }
  });

  it("leaves posts, assets and its own endpoint to the origin", async () => {
    const post = { "x-original-url": `${SITE}/okna`, "x-original-method": "POST" };
    expect(told(await ask(facet, post))).toEqual(PRIVATE);
    for (const path of ["/app.css", "/~facet/state"]) {
      expect(told(await ask(facet, { "x-original-url": SITE + path }))).toEqual(PRIVATE);
    }
    expect(opened.calls).toEqual([]);
  });

  it("answers for visitors who come from other sites, as people do who click an ad", async () => {
    const answer = await ask(facet, {
      "x-original-url": `${SITE}/okna`,
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    });
    expect(told(answer)).toMatchObject({ scope: "shared", cookies: 1 });
  });

  it("refuses what a page of another site can send, which is no header of a proxy", async () => {
    const answer = await ask(facet, {
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "no-cors",
    });
    expect(answer.status).toBe(403);
    const preflight = await ask(facet, { origin: "https://evil.example" }, "OPTIONS");
    expect(preflight.status).toBe(405);
    expect(preflight.headers.has("access-control-allow-headers")).toBe(false);
    expect(opened.calls).toEqual([]);
  });

  it("asks for the page where none is named", async () => {
    for (const headers of [
      {},
      { "x-original-url": "mailto:a@b.example" },
      { "x-forwarded-uri": "okna" },
    ]) {
      const answer = await ask(facet, headers as Record<string, string>);
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain("X-Original-URL");
    }
  });

  it("believes no Facet-Key that it is sent, even a genuine one", async () => {
    const url = { "x-original-url": `${SITE}/okna?utm_campaign=spring` };
    const key = (await ask(facet, url)).headers.get("facet-key") ?? "";
    const plain = { "x-original-url": `${SITE}/okna`, "facet-key": key, "facet-page": "okna" };
    expect((await ask(facet, plain)).headers.get("facet-key")).not.toBe(key);
  });

  it("answers every address and method", async () => {
    const header = fc.string({ maxLength: 60 }).filter((text) => !/[^\t\x20-\x7e]/.test(text));
    await fc.assert(
      fc.asyncProperty(header, header, header, async (url, method, host) => {
        const answer = await ask(facet, {
          "x-original-url": url,
          "x-original-method": method,
          "x-forwarded-uri": `/${host}`,
          "x-forwarded-host": host,
        });
        expect([204, 400]).toContain(answer.status);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the gate of a service that fails", () => {
  let api: ApiServer;
  beforeEach(async () => {
    api = await createApiServer();
  });
  afterEach(() => api.close());
  const gate = (options: Partial<FacetOptions> = {}) =>
    createFacet({ api: api.url, codeSecret: SECRET, log: () => undefined, ...options });
  const OKNA = { "x-original-url": `${SITE}/okna` };

  it.each(["hang", "cut"] as const)(
    "leaves the page to its origin where it does %s",
    async (how) => {
      api.reply = () => how;
      expect(told(await ask(gate(), OKNA))).toEqual(PRIVATE);
    },
  );

  it("gives the second answer no more than what is left of the time", async () => {
    const cache = {
      scope: "shared",
      key: "aaaaa-1",
      maxAge: 9,
      swr: 9,
      tags: [],
      varies: [],
      cardinality: 2,
    };
    // A second answer that has the whole time again would come.
    api.reply = ({ body }) => ({
      body: { ...DECISION, cache, cookies: [] },
      afterMs: body["peek"] === true ? 300 : 350,
    });
    expect(told(await ask(gate({ timeoutMs: 500 }), OKNA))).toEqual(PRIVATE);
    expect(api.requests.map(({ body }) => body["peek"])).toEqual([true, undefined]);
  });

  it("is not there where codes are not signed, and says what is missing", async () => {
    const answer = await ask(createFacet({ api: api.url }), OKNA);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("FACET_CODE_SECRET");
  });
});
