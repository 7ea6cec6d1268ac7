import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFacet, toPageFacet, withFacetHeaders } from "@facet/client";
import type { FacetOptions, FacetResult } from "@facet/client";
import { createCodeSigner } from "@facet/protocol/code";
import { createApiServer, DECISION, SHARED_CACHE } from "./api-server.ts";
import type { ApiServer } from "./api-server.ts";

const CODE = SHARED_CACHE.key;

let api: ApiServer;

beforeEach(async () => {
  api = await createApiServer();
});
afterEach(() => api.close());

function serve(
  cache: Partial<Record<keyof typeof SHARED_CACHE, unknown>>,
  cookies = DECISION.cookies,
) {
  api.reply = ({ path }) =>
    path.startsWith("/v1/render")
      ? { body: { page: "okna", code: CODE, slots: DECISION.slots } }
      : { body: { ...DECISION, cookies, cache: { ...SHARED_CACHE, ...cache } } };
}

async function decided(
  headers: Record<string, string> = {},
  options: Partial<FacetOptions> = {},
): Promise<FacetResult> {
  const facet = createFacet({ api: api.url, timeoutMs: 1_000, ...options });
  return facet.handle(new Request("http://site.example/okna", { headers }));
}

const page = (headers: Record<string, string> = {}, status = 200) =>
  new Response("<h1>Windows</h1>", {
    status,
    headers: { "content-type": "text/html", ...headers },
  });

const directives = ({ headers }: Response) => [
  headers.get("cache-control"),
  headers.get("cdn-cache-control"),
];

describe("a page as it is sent", () => {
  it("is kept by nobody where it is one visitor's", async () => {
    serve({ scope: "private", key: undefined });
    const sent = withFacetHeaders(page(), await decided());
    expect(directives(sent)).toEqual(["private, no-store", null]);
    expect(sent.headers.getSetCookie()).toEqual(DECISION.cookies);
  });

  it("is kept by no cache in front that does not know its code", async () => {
    serve({}, []);
    const sent = withFacetHeaders(page(), await decided());
    expect(directives(sent)).toEqual(["private, max-age=0, must-revalidate", "no-store"]);
    expect(sent.headers.get("vary")).toBe("facet-key");
  });

  it("may be kept by one in front where everybody gets the same, unless it has a cookie", async () => {
    serve({ scope: "static" }, []);
    expect(directives(withFacetHeaders(page(), await decided()))[1]).toContain("public");
    serve({ scope: "static" });
    expect(directives(withFacetHeaders(page(), await decided()))[1]).toBe("no-store");
  });

  it("may be kept by one in front that decided and said so with a signature", async () => {
    serve({});
    const signed = await createCodeSigner("a secret").sign("okna", CODE);
    const headers = { "facet-key": signed, "facet-page": "okna" };
    const result = await decided(headers, { codeSecret: "a secret" });
    const sent = withFacetHeaders(page(), result);
    expect(directives(sent)[1]).toBe("public, max-age=300, stale-while-revalidate=600");
    expect(sent.headers.getSetCookie()).toEqual([]);
    const forged = { ...headers, "facet-key": `${CODE}.AAAAAAAA` };
    const other = withFacetHeaders(page(), await decided(forged, { codeSecret: "a secret" }));
    expect(directives(other)[1]).toBe("no-store");
  });

  it("is kept under no code where it is an error or a redirect", async () => {
    serve({ scope: "static" }, []);
    for (const status of [302, 404, 500]) {
      expect(directives(withFacetHeaders(page({}, status), await decided()))[1]).toBe("no-store");
    }
  });

  it("keeps the app's own Vary, timing and tags", async () => {
    serve({}, []);
    const own = { vary: "Accept-Encoding", "server-timing": "db;dur=3", "cache-tag": "mine" };
    const { headers } = withFacetHeaders(page(own), await decided());
    expect(headers.get("vary")).toBe("Accept-Encoding, facet-key");
    expect(headers.get("server-timing")).toMatch(/^db;dur=3, facet;dur=/);
    expect(headers.get("cache-tag")).toBe("mine");
  });
});

describe("what a page is made from", () => {
  it("has nothing of one visitor where many may get it", async () => {
    serve({});
    const facet = toPageFacet(await decided());
    expect(facet.code).toBe(CODE);
    expect(facet.slot("hero.headline")).toBe("Cheap windows");
    expect(JSON.stringify(facet.decision)).not.toMatch(/visitor|decisionId|offers/);
    expect(facet.stateTag()).not.toContain(DECISION.decisionId);
  });

  it("is the whole decision where it is one visitor's", async () => {
    serve({ scope: "private", key: undefined });
    const facet = toPageFacet(await decided());
    expect(facet.code).toBeUndefined();
    expect(facet.stateTag()).toContain(DECISION.decisionId);
  });
});
